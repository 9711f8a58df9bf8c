import { describe, expect, it } from 'vitest';
import {
  addressOf,
  attributeTests,
  chosenBy,
  emptySearch,
  filterOf,
  filterOfIds,
  filtersIn,
  isEmptySearch,
  searchIn,
  type PersonSearch,
} from './personFilter';

const nothing = emptySearch;
const filter = (search: Partial<PersonSearch>) =>
  JSON.parse(filterOf({ ...nothing, ...search }) ?? 'null') as { '#and': { '#or'?: unknown[] }[] } | null;

describe('the address of a list', () => {
  it('comes back as it was', () => {
    const search: PersonSearch = {
      q: 'ana ho',
      type: 'LEAD',
      tag: 'vip',
      country: 'HR',
      city: 'Zag',
      has: 'phone',
      import: '7',
      attribute: 'Points',
      test: 'from',
      value: '10',
    };
    expect(searchIn(addressOf(search))).toEqual(search);
    expect(searchIn(new URLSearchParams('type=X&has=fax&test=is&value=1'))).toEqual(nothing);
    expect(isEmptySearch(nothing)).toBe(true);
  });
});

describe('filterOf', () => {
  it('asks for everybody when nothing is looked for', () => {
    expect(filterOf({ ...nothing, q: '  ' })).toBeUndefined();
  });

  it('wants every word somewhere', () => {
    expect(filter({ q: 'ana horvat' })?.['#and']).toHaveLength(2);
  });

  it('takes a number with spaces for one number, without the nought in front', () => {
    const conditions = filter({ q: '091 234-5678' })?.['#and'];
    expect(conditions).toHaveLength(1);
    expect(conditions?.[0]?.['#or']).toContainEqual({ phone: { '#contains': '912345678' } });
  });

  it('takes no name with a digit for a number', () => {
    expect(JSON.stringify(filter({ q: 'K-100' }))).not.toContain('phone');
  });

  it('joins what is chosen', () => {
    expect(filter({ type: 'CUSTOMER', tag: 'vip', has: 'email' })?.['#and']).toEqual([
      { type: { '#eq': 'CUSTOMER' } },
      { tags: { '#eq': 'vip' } },
      { email: { '#ne': null } },
    ]);
  });

  it.each([
    ['is', { '#eq': '10' }],
    ['from', { '#gte': '10' }],
    ['none', { '#eq': null }],
  ] as const)('compares a custom attribute: %s', (test, operand) => {
    expect(filter({ attribute: 'Points', test, value: ' 10 ' })?.['#and']).toEqual([
      { 'customAttributes.Points': operand },
    ]);
  });

  it('waits for the value that a comparison needs', () => {
    expect(filterOf({ ...nothing, attribute: 'Points', test: 'is' })).toBeUndefined();
    expect(filterOf({ ...nothing, attribute: 'Points', test: 'any' })).toBeDefined();
  });
});

describe('attributeTests', () => {
  it('offers what makes sense for the type', () => {
    expect(attributeTests('STRING')).toContain('contains');
    expect(attributeTests('DATE')).toContain('from');
    expect(attributeTests('BOOLEAN')).not.toContain('from');
  });
});

it('names people by their numbers', () => {
  expect(filterOfIds([7, 12])).toBe('{"#or":[{"id":{"#eq":7}},{"id":{"#eq":12}}]}');
});

it('asks for those of an import beside the filter, or alone', () => {
  expect(chosenBy(searchIn(new URLSearchParams('import=7')))).toEqual({ import: 7 });
  expect(chosenBy({ ...nothing, import: '7', type: 'LEAD' })).toEqual({
    filter: '{"#and":[{"type":{"#eq":"LEAD"}}]}',
    import: 7,
  });
  expect(chosenBy(searchIn(new URLSearchParams('import=x')))).toEqual({});
  expect(addressOf({ ...nothing, import: '7' }).toString()).toBe('import=7');
});

it('counts the filters that are set', () => {
  expect(filtersIn(emptySearch)).toBe(0);
  expect(filtersIn({ ...emptySearch, q: 'Ana', city: 'Zagreb', attribute: 'Points', value: '7' })).toBe(2);
});
