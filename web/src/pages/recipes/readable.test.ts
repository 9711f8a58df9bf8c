import { describe, expect, it } from 'vitest';
import { english, type TextKey } from '../../language/catalogues';
import { fill, type Values } from '../../language/texts';
import { linesOf, readingOf, wordOf } from './readable';

const t = (key: TextKey, values: Values = {}) => fill(english[key], values, 'en');
const regionOf = (code: string) => ({ HR: 'Croatia' })[code] ?? code;

describe('linesOf', () => {
  it('tells fields by their names, and leaves out what goes nowhere', () => {
    const columns = [
      { column: 'Mail', field: 'email' },
      { column: 'Notes', field: null },
      { column: 'Rest' },
      { column: 'Points', field: 'customAttributes.Points', newAttribute: 'INTEGER' },
    ];
    expect(linesOf(columns, t, regionOf)).toEqual([
      { column: 'Mail', field: 'Email', isNew: false, options: [] },
      { column: 'Points', field: 'Points', isNew: true, options: [] },
    ]);
  });

  it('tells options as they are chosen', () => {
    const columns = [
      { column: 'Tel', field: 'phone', options: { country: 'HR' } },
      { column: 'Tel 2', field: 'phone', options: { country: 'column' } },
      { column: 'Born', field: 'birthDate', options: { dateFormat: 'dd.MM.yyyy' } },
      { column: 'Tags', field: 'tags', options: { delimiter: 'pipe' } },
      { column: 'More', field: 'tags', options: { delimiter: '~' } },
    ];
    expect(linesOf(columns, t, regionOf).map(({ options }) => options[0])).toEqual([
      'Croatia',
      'As the country column says',
      'dd.MM.yyyy',
      'Pipe',
      '~',
    ]);
  });
});

describe('readingOf', () => {
  it('tells only what is fixed', () => {
    expect(readingOf(null, t)).toEqual([]);
    expect(readingOf({ headerRow: 'none', encoding: null }, t)).toEqual(['No titles']);
    expect(readingOf({ headerRow: 4, firstRow: 5, delimiter: 'semicolon', encoding: 'UTF-8' }, t)).toEqual([
      'Titles in row 4',
      'Data from row 5',
      'UTF-8',
      'Semicolon ;',
    ]);
  });
});

describe('wordOf', () => {
  it('writes words that it does not know as they are', () => {
    expect(wordOf(t, 'choice.duplicate', 'merge')).toBe('Merge');
    expect(wordOf(t, 'choice.duplicate', 'juggle')).toBe('juggle');
  });
});
