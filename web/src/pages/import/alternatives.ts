import type { Upload } from '../../api/imports';

/** The encodings that files usually have; the server knows more, and one that it found is added to the choice. */
export const encodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-15',
  'Shift_JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
  'KOI8-R',
  'macintosh',
] as const;

/** What an encoding is taken for, or is taken for it: those that letters of the same languages are written in. */
const neighbours: Record<string, string[]> = {
  'windows-1250': ['ISO-8859-2', 'windows-1252', 'UTF-8'],
  'ISO-8859-2': ['windows-1250', 'windows-1252', 'UTF-8'],
  'windows-1251': ['KOI8-R', 'UTF-8', 'windows-1252'],
  'KOI8-R': ['windows-1251', 'UTF-8'],
  'windows-1252': ['windows-1250', 'UTF-8', 'macintosh'],
  'ISO-8859-1': ['windows-1252', 'windows-1250', 'UTF-8'],
  'ISO-8859-15': ['windows-1252', 'windows-1250', 'UTF-8'],
  macintosh: ['windows-1252', 'UTF-8'],
  Shift_JIS: ['EUC-JP', 'UTF-8'],
  'EUC-JP': ['Shift_JIS', 'UTF-8'],
  GB18030: ['Big5', 'UTF-8'],
  Big5: ['GB18030', 'UTF-8'],
  'EUC-KR': ['UTF-8', 'GB18030'],
  'UTF-16LE': ['UTF-16BE', 'UTF-8'],
  'UTF-16BE': ['UTF-16LE', 'UTF-8'],
};
/** What files without a mark are often in where a language is spoken. */
const ofLanguage: Record<string, string[]> = {
  en: ['windows-1252', 'windows-1250'],
  de: ['windows-1252', 'macintosh'],
  hr: ['windows-1250', 'ISO-8859-2'],
  ja: ['Shift_JIS', 'EUC-JP'],
};

/** What a file in an encoding may also be in, the likeliest first. */
export function likelyEncodings(found: string, locale: string): string[] {
  return neighbours[found] ?? ofLanguage[locale] ?? [];
}

/** Where the titles may stand instead: in one of the rows beside it, or nowhere. */
export function likelyTitles({ firstHeaderRow, firstDataRow }: Upload['reading']): string[] {
  if (firstHeaderRow < 1) return [firstDataRow, firstDataRow + 1].map(String);
  return ['none', ...[firstHeaderRow - 1, firstHeaderRow + 1].filter((row) => row > 0).map(String)];
}

/** Where the data may begin instead. */
export function likelyBeginnings({ firstDataRow }: Upload['reading']): string[] {
  return [firstDataRow + 1, firstDataRow + 2].map(String);
}
