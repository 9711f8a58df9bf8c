import { describe, expect, it } from 'vitest';
import { english } from '../../language/catalogues';
import { linesOf, shownValue } from './changeLines';

const t = (key: keyof typeof english) => english[key];

describe('linesOf', () => {
  it('tells everything that changed, old beside new', () => {
    const lines = linesOf(
      {
        fields: [
          { field: 'firstName', old: 'Ana', new: 'Anna' },
          { field: 'Points', old: '', new: '12' },
        ],
        contactsAdded: [{ field: 'phone', value: '385911234567' }],
        contactsRemoved: [{ field: 'email', value: 'ana@mail.example' }],
        tagsAdded: ['vip'],
        tagsRemoved: ['old'],
        importTagsAdded: ['2026-03-14'],
      },
      t,
    );
    expect(lines).toEqual([
      { name: 'First name', old: 'Ana', new: 'Anna' },
      { name: 'Points', old: '', new: '12' },
      { name: 'Phone', old: '', new: '+385911234567' },
      { name: 'Email', old: 'ana@mail.example', new: '' },
      { name: 'Tags', old: '', new: 'vip' },
      { name: 'Tags', old: '', new: '2026-03-14' },
      { name: 'Tags', old: 'old', new: '' },
    ]);
  });
});

describe('shownValue', () => {
  it.each([
    ['phone', '385911234567', '+385911234567'],
    ['phone', '', ''],
    ['type', 'CUSTOMER', 'Customer'],
    ['gender', 'FEMALE', 'Female'],
    ['lastName', 'customer', 'customer'],
  ])('shows %s %s as %s', (field, value, shown) => {
    expect(shownValue(field, value, t)).toBe(shown);
  });
});
