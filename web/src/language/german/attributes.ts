import type { Catalogue } from '../catalogues';

export const attributes: Catalogue = {
  'nav.attributes': 'Zusatzfelder',
  'attributes.title': 'Zusatzfelder',
  'attributes.text':
    'Ihre eigenen Felder, neben denen, die jede Person hat. Spalten einer Datei lassen sich ihnen zuordnen.',
  'attributes.count': '{count} Zusatzfeld|{count} Zusatzfelder',
  'attributes.name': 'Zusatzfeld',
  'attributes.type': 'Typ',
  'attributes.example': 'Zum Beispiel',
  'attributes.example.STRING': 'Blau',
  'attributes.new': 'Neues Zusatzfeld',
  'attributes.new.act': 'Zusatzfeld anlegen',
  'attributes.new.name': 'Name',
  'attributes.new.type': 'Typ',
  'attributes.new.type.text': 'Er lässt sich später nicht ändern.',
  'attributes.new.signs': 'Ein Name enthält keines der Zeichen { } [ ].',
  'attributes.made': 'Zusatzfeld {name} angelegt',
  'attributes.empty': 'Noch keine Zusatzfelder',
  'attributes.empty.text': 'Legen Sie hier eines an, oder lassen Sie einen Import eines für eine Spalte anlegen.',
  'attributes.empty.look': 'Sobald hier oder bei einem Import eines angelegt wird, steht es hier.',
  'attributes.delete': '{name} löschen',
  'attributes.delete.act': 'Löschen',
  'attributes.delete.title': 'Zusatzfeld {name} löschen?',
  'attributes.delete.text': 'Niemand hat einen Wert darin. Es verschwindet aus allen Auswahllisten.',
  'attributes.delete.inUse':
    '{count} Person hat einen Wert darin. Löschen lässt sich nur ein Zusatzfeld ohne Werte: Sie werden nie mitgelöscht.|{count} Personen haben einen Wert darin. Löschen lässt sich nur ein Zusatzfeld ohne Werte: Sie werden nie mitgelöscht.',
  'attributes.delete.show': 'Zeigen, wer einen hat',
  'attributes.deleted': 'Zusatzfeld {name} gelöscht',
};
