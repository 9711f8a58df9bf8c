import { useInfiniteQuery } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';

export type ImportState = Schemas['Import']['state'];
export type HistoryEntry = Schemas['ImportHistoryEntry'];

/** Rows of the history fetched at once. */
const pageSize = 30;
/** Milliseconds between looks at a list in which something goes on. */
const pace = 2_000;

const busy: ImportState[] = ['ANALYZING', 'QUEUED', 'IMPORTING', 'UNDOING', 'TAKING_BACK'];
/** Whether something is being done with an import in that state. */
export function isBusy(state: ImportState): boolean {
  return busy.includes(state);
}

/** The imports of the account, newest first. */
export function useHistory() {
  return useInfiniteQuery({
    queryKey: ['imports'],
    initialPageParam: undefined as number | undefined,
    queryFn: ({ pageParam }) =>
      contentOf(
        api.GET('/imports/1/imports', {
          params: { query: { limit: pageSize, ...(pageParam !== undefined && { before: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.imports.some((entry) => isBusy(entry.state))) ? pace : false,
  });
}
