import type { Catalogue } from '../catalogues';

export const recipes: Catalogue = {
  'nav.recipes': 'Importvorlagen',
  'recipes.title': 'Importvorlagen',
  'recipes.text':
    'Gespeicherte Zuordnungen. Hat eine Datei dieselben Überschriften, wird ihre Vorlage beim Zuordnen angeboten.',
  'recipes.count': '{count} Importvorlage|{count} Importvorlagen',
  'recipes.empty': 'Noch keine Importvorlagen',
  'recipes.empty.text':
    'Behalten Sie die Zuordnung eines Imports in seinem letzten Schritt, dann ist die nächste Datei mit diesen Spalten sofort bereit.',
  'recipes.empty.look': 'Sobald jemand die Zuordnung eines Imports behält, steht sie hier.',
  'recipes.goes': 'Wohin die Spalten gehören',
  'recipes.to': 'gehört zu',
  'recipes.mapped': '{count} Spalte wird importiert|{count} Spalten werden importiert',
  'recipes.left': '{count} Spalte wird ausgelassen|{count} Spalten werden ausgelassen',
  'recipes.all': 'Alle {count} Spalten zeigen',
  'recipes.fewer': 'Weniger zeigen',
  'recipes.new': 'neues Zusatzfeld',
  'recipes.reading': 'Lesen',
  'recipes.reading.detected': 'Wie in der Datei erkannt',
  'recipes.reading.header': 'Überschriften in Zeile {row}',
  'recipes.reading.noHeader': 'Keine Überschriften',
  'recipes.reading.first': 'Daten ab Zeile {row}',
  'recipes.reading.sheet': 'Tabellenblatt {sheet}',
  'recipes.type': 'Neue Personen',
  'recipes.rename': '{name} umbenennen',
  'recipes.rename.title': 'Importvorlage {name} umbenennen',
  'recipes.rename.name': 'Name',
  'recipes.rename.act': 'Umbenennen',
  'recipes.renamed': 'Die Importvorlage heißt jetzt {name}',
  'recipes.delete': '{name} löschen',
  'recipes.delete.act': 'Löschen',
  'recipes.delete.title': 'Importvorlage {name} löschen?',
  'recipes.delete.text':
    'Die Zuordnung von {count} Spalte geht verloren. Importe, die damit gemacht wurden, bleiben, wie sie sind.|Die Zuordnung von {count} Spalten geht verloren. Importe, die damit gemacht wurden, bleiben, wie sie sind.',
  'recipes.deleted': 'Importvorlage {name} gelöscht',
};
