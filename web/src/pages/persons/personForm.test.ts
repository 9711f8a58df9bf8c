import { describe, expect, it } from 'vitest';
import { Problem, problemOf } from '../../api/problem';
import type { StoredPerson } from '../../api/persons';
import { emptyForm, faultsOf, formOf, inputOf, noFaults } from './personForm';

const stored: StoredPerson = {
  id: 7,
  type: 'LEAD',
  version: 3,
  createdAt: '2026-03-14T10:00:00Z',
  createdBy: 'ines',
  origin: 'IMPORT',
  modifiedAt: '2026-03-14T10:00:00Z',
  modifiedBy: 'ines',
  modifiedFrom: 'IMPORT',
  values: [
    { field: 'firstName', value: 'Ana' },
    { field: 'city', type: 'STRING', value: 'an attribute of that name' },
    { field: 'Balance', type: 'DECIMAL', value: '12345678901234567890.5' },
  ],
  contacts: [
    { field: 'phone', value: '385911234567' },
    { field: 'email', value: 'ana@mail.example' },
  ],
  tags: ['vip'],
};

describe('formOf and inputOf', () => {
  it('send back what is stored, to the last digit', () => {
    const form = formOf(stored);
    expect(form.values.city).toBe('');
    expect(inputOf(form)).toEqual({
      type: 'LEAD',
      firstName: 'Ana',
      tags: ['vip'],
      customAttributes: { city: 'an attribute of that name', Balance: '12345678901234567890.5' },
      contactInformation: { email: [{ address: 'ana@mail.example' }], phone: [{ number: '+385911234567' }] },
    });
  });

  it('leave contacts alone that are not changed, and take them all away when the lines are emptied', () => {
    const before = formOf(stored);
    expect(inputOf({ ...before, tags: [] }, before)).not.toHaveProperty('contactInformation');
    const emptied = { ...before, contacts: { email: [' '], phone: [] } };
    expect(inputOf(emptied, before).contactInformation).toEqual({ email: [], phone: [] });
  });
});

describe('faultsOf', () => {
  const form = { ...emptyForm(), contacts: { email: ['', 'a@b.example', 'wrong'], phone: ['091 12 34'] } };

  it('puts each sentence where it belongs, and counts the empty lines too', () => {
    const problem = problemOf(400, {
      requestError: {
        serviceException: {
          messageId: 'BAD_REQUEST',
          text: 'Invalid',
          validationErrors: {
            'contactInformation.email[1].address': ['No email.'],
            'contactInformation.phone[0].number': ['No phone.'],
            'customAttributes.Points': ['No number.'],
            birthDate: ['No date.'],
            contactInformation: ['Give one.'],
          },
        },
      },
    });
    expect(faultsOf(problem, form, 'Taken.')).toEqual({
      values: { birthDate: 'No date.' },
      contacts: { email: { 2: 'No email.' }, phone: { 0: 'No phone.' } },
      attributes: { Points: 'No number.' },
      tags: undefined,
      others: ['Give one.'],
    });
  });

  it('shows at the line which identifier somebody else has', () => {
    const said = (message: string) => faultsOf(new Problem(400, 'BAD_REQUEST', message), form, 'Taken.');
    expect(said('Destination(email) A@b.example already exists.')).toMatchObject({
      contacts: { email: { 1: 'Taken.' } },
      taken: { kind: 'email', value: 'A@b.example' },
    });
    expect(said('External ID K 1 already exists.')).toMatchObject({
      values: { externalId: 'Taken.' },
      taken: { kind: 'externalId', value: 'K 1' },
    });
    expect(said('Destination(phone) 49123 already exists.')).toEqual({
      ...noFaults(),
      taken: { kind: 'phone', value: '49123' },
    });
  });
});
