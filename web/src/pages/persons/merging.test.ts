import { describe, expect, it } from 'vitest';
import type { StoredPerson } from '../../api/persons';
import { correctionsOf, mergedContacts, mergeFieldsOf } from './merging';

const person = (id: number, type: StoredPerson['type'], more: Partial<StoredPerson>): StoredPerson => ({
  id,
  type,
  version: 1,
  createdAt: '2026-03-14T10:00:00Z',
  createdBy: 'ines',
  origin: 'API',
  modifiedAt: `2026-03-${10 + id}T10:00:00Z`,
  modifiedBy: 'ines',
  modifiedFrom: 'API',
  values: [],
  contacts: [],
  tags: [],
  ...more,
});
const lead = person(2, 'LEAD', {
  values: [
    { field: 'lastName', value: 'Horvat' },
    { field: 'firstName', value: 'Anna' },
    { field: 'Points', type: 'INTEGER', value: '7' },
  ],
  contacts: [
    { field: 'email', value: 'ana@mail.example' },
    { field: 'phone', value: '385911234567' },
  ],
});
const customer = person(1, 'CUSTOMER', {
  values: [
    { field: 'firstName', value: 'Ana' },
    { field: 'lastName', value: 'Horvat' },
  ],
  contacts: [{ field: 'email', value: 'Ana@mail.example' }],
});

describe('mergeFieldsOf', () => {
  it('lets customers speak before leads, however late those were changed', () => {
    expect(mergeFieldsOf([lead, customer])).toEqual([
      {
        field: 'firstName',
        isAttribute: false,
        values: [
          { value: 'Ana', ids: [1] },
          { value: 'Anna', ids: [2] },
        ],
      },
      { field: 'lastName', isAttribute: false, values: [{ value: 'Horvat', ids: [1, 2] }] },
      { field: 'Points', isAttribute: true, values: [{ value: '7', ids: [2] }] },
    ]);
  });
});

describe('mergedContacts', () => {
  it('has each contact once', () => {
    expect(mergedContacts([customer, lead], 'email')).toEqual(['Ana@mail.example']);
    expect(mergedContacts([customer, lead], 'phone')).toEqual(['385911234567']);
  });
});

describe('correctionsOf', () => {
  const fields = mergeFieldsOf([lead, customer]);

  it('says nothing when the merged profile has what was chosen', () => {
    const merged = {
      ...customer,
      values: [...customer.values, { field: 'Points', type: 'INTEGER', value: '7' } as const],
    };
    expect(correctionsOf(merged, fields, ['Ana', 'Horvat', '7'])).toBeNull();
  });

  it('says only what differs', () => {
    expect(correctionsOf(customer, fields, ['Anna', 'Horvat', '7'])).toEqual({
      firstName: 'Anna',
      customAttributes: { Points: '7' },
    });
  });
});
