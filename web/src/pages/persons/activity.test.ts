import { describe, expect, it } from 'vitest';
import type { PersonChange, StoredPerson } from '../../api/persons';
import { entriesOf } from './activity';

const person = { createdAt: '2026-03-14T10:00:00Z', createdBy: 'ines', origin: 'IMPORT' } as StoredPerson;
const change = (kind: PersonChange['kind'], version: number, more: Partial<PersonChange> = {}): PersonChange => ({
  kind,
  version,
  at: '2026-03-15T10:00:00Z',
  by: 'vito',
  from: 'PORTAL',
  absorbed: [],
  fields: [],
  contactsAdded: [],
  contactsRemoved: [],
  tagsAdded: [],
  tagsRemoved: [],
  importTagsAdded: [],
  ...more,
});

describe('entriesOf', () => {
  it('tells the newest first, and who came with an import', () => {
    const changes = [change('UPDATED', 2, { import: 4, row: 218 }), change('TAGGED', 3)];
    const entries = entriesOf({ createdByImport: 1, changes }, person);
    expect(entries.map(({ kind, import: of, row, by }) => [kind, of, row, by])).toEqual([
      ['TAGGED', null, null, 'vito'],
      ['UPDATED', 4, 218, 'vito'],
      ['CREATED', 1, null, 'ines'],
    ]);
  });

  it('tells a creation once', () => {
    const entries = entriesOf({ createdByImport: null, changes: [change('CREATED', 1)] }, person);
    expect(entries.map(({ kind }) => kind)).toEqual(['CREATED']);
  });
});
