import { describe, expect, it } from 'vitest';
import { cellsOf } from './fileCells';

describe('cellsOf', () => {
  const columns = [
    { number: 1, name: 'E-mail', field: 'email' },
    { number: 2, name: '#2', field: '' },
    { number: 3, name: 'City', field: null },
  ];

  it('names column and field, and leaves out what is empty', () => {
    expect(cellsOf(columns, [' ana@mail.example', ' ', 'Zagreb'])).toEqual([
      { number: 1, column: 'E-mail', cell: ' ana@mail.example', field: 'email', stored: null },
      { number: 3, column: 'City', cell: 'Zagreb', field: null, stored: null },
    ]);
  });

  it('takes rows that are shorter or longer than the titles', () => {
    expect(cellsOf(columns, [])).toEqual([]);
    expect(cellsOf(columns, ['', '', '', 'more'])).toEqual([
      { number: 4, column: '#4', cell: 'more', field: null, stored: null },
    ]);
  });

  it('tells what a record made of them', () => {
    const phones = [
      { number: 1, name: 'Telefon', field: 'phone' },
      { number: 2, name: 'Mobil', field: 'phone' },
      { number: 3, name: 'Geburtstag', field: 'birthDate' },
    ];
    const change = {
      fields: [{ field: 'birthDate', old: '', new: '1980-02-01' }],
      contactsAdded: [
        { field: 'phone', value: '385912345678' },
        { field: 'phone', value: '385911111111' },
      ],
      contactsRemoved: [],
      tagsAdded: [],
      tagsRemoved: [],
      importTagsAdded: [],
    };
    const storedOf = (cells: string[]) => cellsOf(phones, cells, change).map(({ stored }) => stored);
    expect(storedOf(['091 234 5678', '091 111 1111', '01.02.1980'])).toEqual([
      '385912345678',
      '385911111111',
      '1980-02-01',
    ]);
    expect(storedOf(['091 234 5678', '', '']), 'one of two that were added may be either').toEqual([null]);
  });
});
