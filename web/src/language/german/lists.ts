import type { Catalogue } from '../catalogues';

export const lists: Catalogue = {
  'list.search': 'Suchen',
  'list.acts': 'Aktionen',
  'list.none': 'Nichts passt',
  'list.none.text': 'Versuchen Sie einen Teil des Namens.',
  'list.clear': 'Suche leeren',
  'list.taken': 'Diesen Namen gibt es schon.',
};
