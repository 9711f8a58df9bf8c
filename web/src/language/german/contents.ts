import type { Catalogue } from '../catalogues';

export const contents: Catalogue = {
  'contents.text': 'Text',
  'contents.number': 'Zahlen',
  'contents.date': 'Datumsangaben',
  'contents.phone': 'Telefonnummern',
  'contents.email': 'E-Mail-Adressen',
  'contents.webAddress': 'Webadressen',
};
