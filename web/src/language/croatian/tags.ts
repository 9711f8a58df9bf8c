import type { Catalogue } from '../catalogues';

export const tags: Catalogue = {
  'nav.tags': 'Oznake',
  'tags.title': 'Oznake',
  'tags.text': 'Riječi koje grupiraju osobe. Dodjeljuju se pri uvozu ili na popisu osoba.',
  'tags.count': '{count} oznaka|{count} oznake|{count} oznaka',
  'tags.name': 'Oznaka',
  'tags.people': 'Osobe',
  'tags.created': 'Stvoreno',
  'tags.show': '{count} osoba s oznakom {name}|{count} osobe s oznakom {name}|{count} osoba s oznakom {name}',
  'tags.nobody': 'Nitko',
  'tags.new': 'Nova oznaka',
  'tags.new.act': 'Stvori oznaku',
  'tags.new.name': 'Naziv',
  'tags.made': 'Stvorena je oznaka {name}',
  'tags.empty': 'Još nema oznaka',
  'tags.empty.text': 'Stvorite je ovdje ili neka uvoz označi sve koje donese.',
  'tags.empty.look': 'Kad osobe dobiju oznake, one će stajati ovdje.',
  'tags.delete': 'Izbriši: {name}',
  'tags.delete.act': 'Izbriši',
  'tags.delete.title': 'Izbrisati oznaku {name}?',
  'tags.delete.text': 'Nitko nema ovu oznaku. Nestaje iz svih izbora.',
  'tags.delete.inUse':
    '{count} osoba ima ovu oznaku. Izbrisati se može samo oznaka koju nitko nema: najprije je uklonite.|{count} osobe imaju ovu oznaku. Izbrisati se može samo oznaka koju nitko nema: najprije je uklonite.|{count} osoba ima ovu oznaku. Izbrisati se može samo oznaka koju nitko nema: najprije je uklonite.',
  'tags.delete.show': 'Prikaži tko je ima',
  'tags.deleted': 'Izbrisana je oznaka {name}',
};
