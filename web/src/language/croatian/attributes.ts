import type { Catalogue } from '../catalogues';

export const attributes: Catalogue = {
  'nav.attributes': 'Prilagođena polja',
  'attributes.title': 'Prilagođena polja',
  'attributes.text': 'Vaša vlastita polja, uz ona koja ima svaka osoba. Stupci datoteke mogu ići u njih.',
  'attributes.count': '{count} polje|{count} polja|{count} polja',
  'attributes.name': 'Polje',
  'attributes.type': 'Vrsta',
  'attributes.example': 'Na primjer',
  'attributes.example.STRING': 'Plava',
  'attributes.new': 'Novo polje',
  'attributes.new.act': 'Stvori polje',
  'attributes.new.name': 'Naziv',
  'attributes.new.type': 'Vrsta',
  'attributes.new.type.text': 'Kasnije se ne može promijeniti.',
  'attributes.new.signs': 'Naziv ne sadrži znakove { } [ ].',
  'attributes.made': 'Stvoreno je polje {name}',
  'attributes.empty': 'Još nema prilagođenih polja',
  'attributes.empty.text': 'Stvorite ga ovdje ili neka ga uvoz stvori za neki stupac.',
  'attributes.empty.look': 'Kad se polje stvori, ovdje ili pri uvozu, stajat će ovdje.',
  'attributes.delete': 'Izbriši: {name}',
  'attributes.delete.act': 'Izbriši',
  'attributes.delete.title': 'Izbrisati polje {name}?',
  'attributes.delete.text':
    'Nestaje iz svih izbora. To je moguće samo dok nitko nema vrijednost u njemu: vrijednosti se nikad ne brišu zajedno s poljem.',
  'attributes.deleted': 'Izbrisano je polje {name}',
};
