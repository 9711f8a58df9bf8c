import type { Catalogue } from '../catalogues';

export const contents: Catalogue = {
  'contents.text': 'Tekst',
  'contents.number': 'Brojevi',
  'contents.date': 'Datumi',
  'contents.phone': 'Telefonski brojevi',
  'contents.email': 'Adrese e-pošte',
  'contents.webAddress': 'Web-adrese',
};
