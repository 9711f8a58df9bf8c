import type { Catalogue } from '../catalogues';

export const mail: Catalogue = {
  'settings.mail': 'E-Mail',
  'mail.text': 'Wer einen Import begonnen hat, erfährt per E-Mail, wie er ausgegangen ist.',
  'mail.none': 'Es werden keine E-Mails verschickt',
  'mail.none.text':
    'Wer Muster betreibt, nennt in der Konfiguration einen Mailserver (mail.server, mail.from) und startet es neu. Dann lässt sich von hier aus eine Testmail schicken.',
  'mail.server': 'Mailserver',
  'mail.security': 'Verschlüsselung',
  'mail.security.starttls': 'STARTTLS',
  'mail.security.tls': 'TLS ab dem ersten Byte',
  'mail.security.none': 'Keine: ein Relay auf demselben Rechner',
  'mail.sender': 'Absender',
  'mail.recipient': 'Testmails gehen an',
  'mail.test': 'Testmail an mich schicken',
  'mail.tested': 'Der Mailserver hat sie angenommen. Sehen Sie im Postfach von {recipient} nach.',
  'mail.noRecipient':
    'Sie haben keine E-Mail-Adresse, an die eine Testmail gehen könnte. Melden Sie sich als Benutzer mit Adresse an.',
};
