import { queryOptions, useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, asProblem, contentOf, Problem, type Schemas } from './client';

export type Person = Schemas['PersonV2'];
/** A person with every value as its canonical text, so that no digit is lost. */
export type StoredPerson = Schemas['StoredProfile'];
export type PersonInput = Schemas['PersonV2Input'];
export type Activity = Schemas['PersonActivity'];
export type PersonChange = Activity['changes'][number];

/** People fetched at once, and how many one call may change (a limit of the API). */
export const personPage = 100;
const batchSize = 1000;

/** Whom a list has: those who meet a filter in the server's language, and whom an import's records are. Without both: everybody. */
export type PersonChoice = { filter?: string; import?: number };

/** Milliseconds for which a page of people is kept that nobody looks at: a million people are never here at once. */
const pageKept = 15_000;

/** A page of the people of a choice, the newest change first, counted from 0; the first one counts them all. */
export function personsQuery(choice: PersonChoice, page: number) {
  return queryOptions({
    queryKey: ['persons', choice, page],
    queryFn: async ({ signal }) => {
      const query = {
        limit: personPage,
        page: page + 1,
        orderBy: 'modifiedAt:desc',
        ...(page === 0 && { includeTotalCount: true }),
        ...choice,
      };
      const answer = await contentOf(api.GET('/people/2/persons', { params: { query }, signal }));
      if (!('persons' in answer)) throw new Error('A list was asked for, and a person came.');
      return answer;
    },
    gcTime: pageKept,
  });
}

/** How many people a choice has, and the first of them; those of the last choice until they are there. */
export function useFirstPersons(choice: PersonChoice) {
  return useQuery({ ...personsQuery(choice, 0), placeholderData: (last) => last });
}

/** How many people meet a filter. */
export function useCountOfPersons(filter: string) {
  return useQuery({
    queryKey: ['persons', 'count', filter],
    queryFn: async () => {
      const query = { filter, limit: 1, includeTotalCount: true };
      const answer = await contentOf(api.GET('/people/2/persons', { params: { query } }));
      return 'persons' in answer ? (answer.totalCount ?? 0) : 0;
    },
  });
}

const byId = (id: number) => ({ query: { identifier: String(id), type: 'ID' as const } });

export function usePerson(id: number) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: async () => {
      const answer = await contentOf(api.GET('/people/2/persons', { params: byId(id) }));
      if ('persons' in answer) throw new Error('A person was asked for, and a list came.');
      return answer;
    },
  });
}

const identifierTypes = { email: 'EMAIL', phone: 'PHONE', externalId: 'EXTERNAL_ID' } as const;

/** The person who has an identifier in its canonical form. */
export function useOwner(kind: keyof typeof identifierTypes, value: string) {
  return useQuery({
    queryKey: ['person', kind, value],
    queryFn: async () => {
      const query = { identifier: value, type: identifierTypes[kind] };
      const answer = await contentOf(api.GET('/people/2/persons', { params: { query } }));
      if ('persons' in answer) throw new Error('A person was asked for, and a list came.');
      return answer;
    },
  });
}

function findStored(id: number): Promise<StoredPerson> {
  return contentOf(api.GET('/persons/1/persons/{key}', { params: { path: { key: String(id) } } }));
}

const storedQuery = (id: number) => ({ queryKey: ['person', id, 'stored'], queryFn: () => findStored(id) });

/** The person as it is stored: what a form begins with. */
export function useStoredPerson(id: number) {
  return useQuery(storedQuery(id));
}

/** Several people as they are stored, when all of them are there. */
export function useStoredPersons(ids: number[]) {
  return useQueries({
    // asked for once: those of them that are merged into another one are there no more
    queries: ids.map((id) => ({
      queryKey: ['merging', id],
      queryFn: () => findStored(id),
      staleTime: Infinity,
      gcTime: 0,
    })),
    combine: (found) => ({
      data: found.every(({ data }) => data) ? found.flatMap(({ data }) => data ?? []) : undefined,
      error: found.find(({ error }) => error)?.error ?? null,
      refetch: () => found.forEach((one) => void one.refetch()),
    }),
  });
}

/** What happened to a person, oldest first. */
export function useActivity(id: number) {
  return useQuery({
    queryKey: ['person', id, 'activity'],
    queryFn: () => contentOf(api.GET('/persons/1/persons/{key}/activity', { params: { path: { key: String(id) } } })),
  });
}

const personKeys = [['persons'], ['person'], ['tags']];

/** Lets everything that is known of people be asked for again; of those who are no more only when somebody looks for them. */
export function useForgetPersons() {
  const queries = useQueryClient();
  return async (gone: number[] = []) => {
    const isGone = ([kind, id]: readonly unknown[]) => kind === 'person' && gone.includes(id as number);
    for (const id of gone) void queries.invalidateQueries({ queryKey: ['person', id], refetchType: 'none' });
    await Promise.all(
      personKeys.map((queryKey) =>
        queries.invalidateQueries({ queryKey, predicate: (query) => !isGone(query.queryKey) }),
      ),
    );
  };
}

/** The code of the problem that somebody else changed a person meanwhile. */
export const changedMeanwhile = 'PERSON_CHANGED';

/** Creates a person, or replaces one that still is what the form began with. */
export function useSavingPerson(before: StoredPerson | undefined) {
  const forget = useForgetPersons();
  return useMutation({
    mutationFn: async (body: PersonInput) => {
      if (!before) return contentOf(api.POST('/people/2/persons', { body }));
      const now = await findStored(before.id);
      if (now.version !== before.version) throw new Problem(409, changedMeanwhile, '');
      return contentOf(api.PUT('/people/2/persons', { params: byId(before.id), body }));
    },
    onSuccess: () => forget(),
  });
}

/** Makes several people one, and gives the one what `corrections` says of it. */
export function useMerging() {
  const forget = useForgetPersons();
  // when only the corrections fail, they alone are tried again: the others are no more
  const done = useRef<StoredPerson>(undefined);
  return useMutation({
    mutationFn: async (input: { ids: number[]; corrections: (merged: StoredPerson) => PersonInput | null }) => {
      const body = { keys: input.ids.map(String) };
      done.current ??= await contentOf(api.POST('/persons/1/merge', { body }));
      const merged = done.current;
      const corrections = input.corrections(merged);
      if (corrections) await contentOf(api.PATCH('/people/2/persons', { params: byId(merged.id), body: corrections }));
      return merged;
    },
    onSuccess: (merged, { ids }) => forget(ids.filter((id) => id !== merged.id)),
  });
}

type Group = { people: { query: { identifier: string; type: 'ID' } }[] };

/** Changes many people, as many at a time as one call may. */
function useForMany<Input>(change: (body: Group, input: Input) => Promise<unknown>) {
  const forget = useForgetPersons();
  return useMutation({
    mutationFn: async ({ ids, input }: { ids: number[]; input: Input }) => {
      for (let start = 0; start < ids.length; start += batchSize) {
        const people = ids.slice(start, start + batchSize).map(byId);
        await change({ people }, input);
      }
      return ids.length;
    },
    onSettled: () => forget(),
  });
}

/** Gives people a tag; `isNew`: there is none of that name yet. */
export function useTagging() {
  return useForMany(async (body, { name, isNew }: { name: string; isNew: boolean }) => {
    if (isNew) await makeTag(name);
    return contentOf(api.PATCH('/people/2/tags/{name}/persons', { params: { path: { name } }, body }));
  });
}

async function makeTag(name: string) {
  try {
    await contentOf(api.POST('/people/2/tags', { body: { name } }));
  } catch (error) {
    if (asProblem(error).status !== 409) throw error; // somebody else was quicker
  }
}

export function useUntagging() {
  return useForMany((body, name: string) =>
    contentOf(api.DELETE('/people/2/tags/{name}/persons', { params: { path: { name } }, body })),
  );
}
export function useDeleting() {
  return useForMany((body) => contentOf(api.DELETE('/people/2/persons/batch', { body })));
}

/** Instants of the People API have no zone and are meant as UTC. */
export function instantOf(text: string): string {
  return /Z|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`;
}

export function nameOf(person: Person): string {
  return [person.firstName, person.middleName, person.lastName].filter(Boolean).join(' ');
}
/** How a person is reached first. */
export function contactOf(person: Person): string {
  const { email, phone } = person.contactInformation;
  return email?.[0]?.address ?? (phone?.[0] ? `+${phone[0].number}` : '');
}
/** What a person is called in a list; empty: nothing is known of it. */
export function titleOf(person: Person): string {
  return nameOf(person) || contactOf(person) || (person.externalId ?? '');
}
