import type { Catalogue } from '../catalogues';

export const tags: Catalogue = {
  'nav.tags': 'Tags',
  'tags.title': 'Tags',
  'tags.text': 'Wörter, die Personen gruppieren. Ein Import oder die Liste der Personen vergibt sie.',
  'tags.count': '{count} Tag|{count} Tags',
  'tags.name': 'Tag',
  'tags.people': 'Personen',
  'tags.created': 'Angelegt',
  'tags.show': '{count} Person mit {name}|{count} Personen mit {name}',
  'tags.nobody': 'Niemand',
  'tags.new': 'Neuer Tag',
  'tags.new.act': 'Tag anlegen',
  'tags.new.name': 'Name',
  'tags.made': 'Tag {name} angelegt',
  'tags.empty': 'Noch keine Tags',
  'tags.empty.text': 'Legen Sie hier einen an, oder lassen Sie einen Import alle taggen, die er bringt.',
  'tags.empty.look': 'Sobald Personen getaggt sind, stehen ihre Tags hier.',
  'tags.delete': '{name} löschen',
  'tags.delete.act': 'Löschen',
  'tags.delete.title': 'Tag {name} löschen?',
  'tags.delete.text': 'Niemand hat diesen Tag. Er verschwindet aus allen Auswahllisten.',
  'tags.delete.inUse':
    '{count} Person hat diesen Tag. Löschen lässt sich nur ein Tag, den niemand hat: Entfernen Sie ihn zuerst dort.|{count} Personen haben diesen Tag. Löschen lässt sich nur ein Tag, den niemand hat: Entfernen Sie ihn zuerst dort.',
  'tags.delete.show': 'Zeigen, wer ihn hat',
  'tags.deleted': 'Tag {name} gelöscht',
};
