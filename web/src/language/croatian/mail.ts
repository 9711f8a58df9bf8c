import type { Catalogue } from '../catalogues';

export const mail: Catalogue = {
  'settings.mail': 'E-pošta',
  'mail.text': 'Tko pokrene uvoz, e-poštom doznaje kako je završio.',
  'mail.none': 'E-pošta se ne šalje',
  'mail.none.text':
    'Tko održava Muster, u konfiguraciji navodi poslužitelj e-pošte (mail.server, mail.from) i ponovno ga pokreće. Tada se odavde može poslati probna poruka.',
  'mail.server': 'Poslužitelj e-pošte',
  'mail.security': 'Šifriranje',
  'mail.security.starttls': 'STARTTLS',
  'mail.security.tls': 'TLS od prvog bajta',
  'mail.security.none': 'Bez šifriranja: relej na istom računalu',
  'mail.sender': 'Pošiljatelj',
  'mail.recipient': 'Probne poruke idu na',
  'mail.test': 'Pošalji mi probnu poruku',
  'mail.tested': 'Poslužitelj ju je preuzeo. Pogledajte u sandučić {recipient}.',
  'mail.noRecipient': 'Nemate adresu e-pošte na koju bi probna poruka mogla ići. Prijavite se kao korisnik s adresom.',
};
