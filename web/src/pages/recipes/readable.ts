import type { ColumnMapping, Reading } from '../../api/imports';
import { isTextKey, type TextKey } from '../../language/catalogues';
import { isStandardField } from '../../parts/fields';

type Translate = (key: TextKey, values?: Record<string, string | number>) => string;

/** Where a column goes, in words. */
export type Line = { column: string; field: string; isNew: boolean; options: string[] };

/** A word of a recipe as the app calls it; one that it does not know as it is written. */
export function wordOf(t: Translate, area: string, word: string): string {
  const key = `${area}.${word}`;
  return isTextKey(key) ? t(key) : word;
}

/** The columns that a recipe imports, in its order. */
export function linesOf(columns: ColumnMapping[], t: Translate, regionOf: (code: string) => string): Line[] {
  return columns.flatMap(({ column, field, newAttribute, options }) => {
    if (field === null || field === undefined) return [];
    const { country, dateFormat, delimiter } = options ?? {};
    return {
      column,
      field: isStandardField(field) ? t(`field.${field}`) : field.replace(/^customAttributes\./, ''),
      isNew: typeof newAttribute === 'string',
      options: [
        country !== undefined && (country === 'column' ? t('map.country.column') : regionOf(country)),
        dateFormat,
        delimiter !== undefined && wordOf(t, 'delimiter', delimiter),
      ].filter((option) => typeof option === 'string'),
    };
  });
}

/** What a recipe fixes about the reading of a file; everything else is found out anew each time. */
export function readingOf(reading: Reading | null | undefined, t: Translate): string[] {
  const { headerRow, firstRow, sheet, encoding, delimiter } = reading ?? {};
  return [
    typeof sheet === 'string' && t('recipes.reading.sheet', { sheet }),
    headerRow === 'none' && t('recipes.reading.noHeader'),
    typeof headerRow === 'number' && t('recipes.reading.header', { row: headerRow }),
    typeof firstRow === 'number' && t('recipes.reading.first', { row: firstRow }),
    encoding,
    typeof delimiter === 'string' && wordOf(t, 'delimiter', delimiter),
  ].filter((part) => typeof part === 'string');
}
