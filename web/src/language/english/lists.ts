/** What lists have in common. */
export const lists = {
  'list.search': 'Search',
  'list.acts': 'Actions',
  'list.none': 'Nothing fits',
  'list.none.text': 'Try a part of the name.',
  'list.clear': 'Clear the search',
  'list.taken': 'There is one of this name already.',
} as const;
