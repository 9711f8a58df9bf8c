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
      { number: 1, column: 'E-mail', cell: ' ana@mail.example', field: 'email' },
      { number: 3, column: 'City', cell: 'Zagreb', field: null },
    ]);
  });

  it('takes rows that are shorter or longer than the titles', () => {
    expect(cellsOf(columns, [])).toEqual([]);
    expect(cellsOf(columns, ['', '', '', 'more'])).toEqual([{ number: 4, column: '#4', cell: 'more', field: null }]);
  });
});
