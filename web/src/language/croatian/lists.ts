import type { Catalogue } from '../catalogues';

export const lists: Catalogue = {
  'list.search': 'Traži',
  'list.acts': 'Radnje',
  'list.none': 'Ništa ne odgovara',
  'list.none.text': 'Pokušajte s dijelom naziva.',
  'list.clear': 'Očisti pretragu',
  'list.taken': 'Taj naziv već postoji.',
};
