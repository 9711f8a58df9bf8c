import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, asProblem, contentOf, type Schemas } from './client';

export type Person = Schemas['PersonV2'];

/** People fetched at once, and how many one call may change (a limit of the API). */
const pageSize = 100;
const batchSize = 1000;

/** The people who meet a filter, the newest change first; the first page counts them all. */
export function usePersons(filter: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['persons', filter],
    initialPageParam: 1,
    queryFn: async ({ pageParam }) => {
      const query = {
        limit: pageSize,
        page: pageParam,
        orderBy: 'modifiedAt:desc',
        ...(pageParam === 1 && { includeTotalCount: true }),
        ...(filter !== undefined && { filter }),
      };
      const answer = await contentOf(api.GET('/people/2/persons', { params: { query } }));
      if (!('persons' in answer)) throw new Error('A list was asked for, and a person came.');
      return answer;
    },
    getNextPageParam: (page) => (page.persons.length === pageSize ? page.page + 1 : undefined),
    placeholderData: (last) => last,
  });
}

export function usePerson(id: number) {
  return useQuery({
    queryKey: ['person', id],
    queryFn: async () => {
      const query = { identifier: String(id), type: 'ID' as const };
      const answer = await contentOf(api.GET('/people/2/persons', { params: { query } }));
      if ('persons' in answer) throw new Error('A person was asked for, and a list came.');
      return answer;
    },
  });
}

type Group = { people: { query: { identifier: string; type: 'ID' } }[] };

/** Changes many people, as many at a time as one call may. */
function useForMany<Input>(change: (body: Group, input: Input) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ ids, input }: { ids: number[]; input: Input }) => {
      for (let start = 0; start < ids.length; start += batchSize) {
        const people = ids
          .slice(start, start + batchSize)
          .map((id) => ({ query: { identifier: String(id), type: 'ID' as const } }));
        await change({ people }, input);
      }
      return ids.length;
    },
    onSettled: () =>
      Promise.all([['persons'], ['person'], ['tags']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
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
