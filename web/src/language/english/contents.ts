/** What the values of a column look like. */
export const contents = {
  'contents.text': 'Text',
  'contents.number': 'Numbers',
  'contents.date': 'Dates',
  'contents.phone': 'Phone numbers',
  'contents.email': 'Email addresses',
  'contents.webAddress': 'Web addresses',
};
