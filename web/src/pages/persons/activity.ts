import type { Activity, PersonChange, StoredPerson } from '../../api/persons';

/** One thing that happened to a person. */
export type ActivityEntry = Pick<PersonChange, 'kind' | 'at' | 'by' | 'from' | 'absorbed'> & {
  version: number;
  change: PersonChange | null;
  import: number | null;
  row: number | null;
};

/** What happened, newest first. An import that created the person is kept as a fact of the person and not as a change. */
export function entriesOf(activity: Activity, person: StoredPerson): ActivityEntry[] {
  const entries: ActivityEntry[] = activity.changes.map((change) => ({
    ...change,
    change,
    import: change.import ?? null,
    row: change.row ?? null,
  }));
  if (!activity.changes.some(({ kind }) => kind === 'CREATED')) {
    const { createdAt: at, createdBy: by, origin: from } = person;
    const created = { kind: 'CREATED', at, by, from, absorbed: [], version: 1 } as const;
    entries.unshift({ ...created, absorbed: [], change: null, import: activity.createdByImport, row: null });
  }
  return entries.reverse();
}
