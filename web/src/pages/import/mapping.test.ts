import { describe, expect, it } from 'vitest';
import type { UploadColumn } from '../../api/imports';
import {
  choicesOf,
  hasIdentifier,
  isSameChoice,
  lackingOf,
  mappingOf,
  suggested,
  withChoice,
  withField,
  withOption,
} from './mapping';

type Suggestion = NonNullable<UploadColumn['suggestion']>;
const column = (
  number: number,
  name: string,
  field?: string,
  grade: Suggestion['grade'] = 'certain',
  options = {},
): UploadColumn => ({
  number,
  name,
  filled: 1,
  examples: [],
  frequent: [],
  holds: 'text',
  suggestion: field === undefined ? null : { field, grade, evidence: '', options },
});

const email = column(1, 'E-mail', 'email');
const phone = column(2, 'Telefon', 'phone', 'likely');
const born = column(3, 'Born', 'birthDate', 'certain', { dateFormat: 'dd.MM.yyyy' });
const note = column(4, '#4');
const columns = [email, phone, born, note];

describe('choicesOf', () => {
  it('takes only what is certain', () => {
    expect(choicesOf(columns, null).map(({ field }) => field)).toEqual(['email', null, 'birthDate', null]);
    expect(suggested(phone, ['certain', 'likely']).field).toBe('phone');
  });

  it('finds the columns of a recipe by title without case and by place', () => {
    const mapped = [
      { column: 'e-MAIL', field: 'email' },
      { column: '#2', field: 'phone', options: { country: 'HR' } },
      { column: '#4', field: 'Points', newAttribute: 'INTEGER' },
      { column: 'gone', field: 'city' },
    ];
    const choices = choicesOf(columns, mapped, 'nowhere');
    expect(choices.map(({ field }) => field)).toEqual(['email', 'phone', null, 'Points']);
    expect(choicesOf(columns, mapped)[2]?.field, 'as the server is certain').toBe('birthDate');
    expect(choices[1]?.options).toEqual({ country: 'HR' });
    expect(choices[3]?.newAttribute).toBe('INTEGER');
  });

  it('comes back from what is sent', () => {
    const choices = withOption(withField(choicesOf(columns, null), phone, 'phone'), 'Telefon', 'country', 'HR');
    expect(choicesOf(columns, mappingOf(choices))).toEqual(choices);
  });
});

describe('withField', () => {
  it('takes a field with one place away from the column that had it', () => {
    const choices = withField(choicesOf(columns, null), note, 'birthDate');
    expect(choices.map(({ field }) => field)).toEqual(['email', null, null, 'birthDate']);
    expect(choices[3]?.options, 'the format was found in another column').toEqual({});
  });

  it('lets several columns go to contacts', () => {
    const choices = withField(choicesOf(columns, null), note, 'email');
    expect(choices.map(({ field }) => field)).toEqual(['email', null, 'birthDate', 'email']);
  });

  it('brings the proposed options back with the proposed field', () => {
    const away = withField(choicesOf(columns, null), born, null);
    expect(withField(away, born, 'birthDate')[2]?.options).toEqual({ dateFormat: 'dd.MM.yyyy' });
  });
});

describe('withChoice', () => {
  it('takes the field back from the column that has it by now', () => {
    const first = choicesOf(columns, null);
    const moved = withField(first, note, 'birthDate');
    const [, , before] = first;
    expect(before).toBeDefined();
    expect(before && withChoice(moved, born, before)).toEqual(first);
  });
});

describe('withOption', () => {
  it('sets and takes away', () => {
    const set = withOption(choicesOf(columns, null), 'Born', 'dateFormat', 'MM/dd/yyyy');
    expect(set[2]?.options).toEqual({ dateFormat: 'MM/dd/yyyy' });
    expect(withOption(set, 'Born', 'dateFormat', null)[2]?.options).toEqual({});
  });
});

describe('the rest', () => {
  it('knows whether people can be recognised', () => {
    expect(hasIdentifier(choicesOf(columns, null))).toBe(true);
    expect(hasIdentifier(withField(choicesOf(columns, null), email, null))).toBe(false);
  });

  it('compares choices as they are sent', () => {
    expect(isSameChoice(suggested(email), { column: 'E-mail', field: 'email', newAttribute: null, options: {} })).toBe(
      true,
    );
    expect(isSameChoice(suggested(born), { ...suggested(born), options: {} })).toBe(false);
  });
});

it('knows which mapped columns the file lacks', () => {
  const mapped = [
    { column: 'e-MAIL', field: 'email' },
    { column: '#1', field: 'email' },
    { column: 'Phone', field: 'phone' },
    { column: 'Note', field: null },
  ];
  expect(lackingOf([email], mapped)).toEqual(['Phone']);
});
