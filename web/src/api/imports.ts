import { queryOptions, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, contentOf, type Schemas } from './client';
import { useAct } from './useAct';

export type Import = Schemas['Import'];
export type ImportState = Import['state'];
export type ImportCounts = Schemas['ImportCounts'];
export type ImportProblem = Schemas['ImportProblem'];
export type ImportRow = Schemas['ImportRow'];
export type Outcome = ImportRow['outcome'];
export type Upload = Schemas['ImportUpload'];
export type UploadColumn = Upload['columns'][number];
export type Recipe = Schemas['ImportRecipe'];
export type Reading = Schemas['ImportReadingChoices'];
export type ColumnMapping = Schemas['ImportColumnMapping'];
export type Choices = Schemas['ImportChoices'];
export type Change = Schemas['ImportChangeRequest'];
export type HistoryEntry = Schemas['ImportHistoryEntry'];

/** Rows of the history fetched at once. */
const pageSize = 30;
/** Milliseconds between looks at a list in which something goes on, and at the one import that a page is about. */
const listPace = 2_000;
const pace = 500;

const busy: ImportState[] = ['ANALYZING', 'QUEUED', 'IMPORTING', 'UNDOING', 'TAKING_BACK'];
/** Whether something is being done with an import in that state. */
export function isBusy(state: ImportState): boolean {
  return busy.includes(state);
}

const committed: ImportState[] = [
  'QUEUED',
  'IMPORTING',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'FAILED',
  'CANCELLED',
  'UNDOING',
  'UNDONE',
  'TAKING_BACK',
];
/** Whether an import was agreed to, so that it can no longer be changed. */
export function isCommitted(state: ImportState): boolean {
  return committed.includes(state);
}

const path = (id: number) => ({ path: { id } });

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
      state.data?.pages.some((page) => page.imports.some((entry) => isBusy(entry.state))) ? listPace : false,
  });
}

const importKey = (id: number) => ['import', id];

/** One import as it is now. */
export function importQuery(id: number) {
  return queryOptions({
    queryKey: importKey(id),
    queryFn: () => contentOf(api.GET('/imports/1/imports/{id}', { params: path(id) })),
  });
}

/** One import, followed as long as something is being done with it. */
export function useImport(id: number) {
  return useQuery({
    ...importQuery(id),
    refetchInterval: ({ state }) => (state.data && (state.data.work || isBusy(state.data.state)) ? pace : false),
    // a page that was left open in the background shows no old number when it is looked at again
    refetchOnWindowFocus: 'always',
  });
}

type ReadingQuery = Partial<Record<'firstRow' | 'headerRow' | 'sheet' | 'encoding' | 'delimiter' | 'quote', string>>;

/** What the server's reading of an upload is asked with. */
function queryOf(reading: Reading): ReadingQuery {
  const query: ReadingQuery = {};
  for (const [name, value] of Object.entries(reading)) {
    if (value !== null) query[name as keyof ReadingQuery] = String(value);
  }
  return query;
}

/** How a file is read with these choices; what is not chosen is detected. */
export function readingQuery(id: number, reading: Reading) {
  return queryOptions({
    queryKey: ['upload', id, reading],
    queryFn: () => contentOf(api.GET('/imports/1/uploads/{id}', { params: { ...path(id), query: queryOf(reading) } })),
    staleTime: Infinity,
  });
}

/** The same, with the last reading in view until the next one is there. */
export function useUpload(id: number, reading: Reading) {
  return useQuery({ ...readingQuery(id, reading), placeholderData: (last) => last });
}

/** Acts on one import; each answers with the import as it is then. */
export function useImportAct<Input>(id: number, act: (input: Input) => Promise<Import>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (changed) => {
      queries.setQueryData(importKey(id), changed);
      void queries.invalidateQueries({ queryKey: ['imports'] });
    },
  });
}

/** Browsers keep no call alive of more than 64 KiB, and refuse one outright; a character may take three bytes. */
const keptAlive = 20_000;

/** Whether a page is there to see the answer, or goes away while it sends: then its call is kept alive. */
export type Sending = 'staying' | 'leaving';

function lifeOf(body: unknown, sending: Sending) {
  return { keepalive: sending === 'leaving' && JSON.stringify(body).length < keptAlive };
}

export function orderImport(body: Schemas['ImportOrder'], sending: Sending = 'staying'): Promise<Import> {
  return contentOf(api.POST('/imports/1/imports', { body, ...lifeOf(body, sending) }));
}
export function changeImport(id: number, body: Change, sending: Sending = 'staying'): Promise<Import> {
  return contentOf(api.PATCH('/imports/1/imports/{id}', { params: path(id), body, ...lifeOf(body, sending) }));
}
export function commitImport(id: number, planHash: string): Promise<Import> {
  return contentOf(api.POST('/imports/1/imports/{id}/commit', { params: path(id), body: { planHash } }));
}
export function cancelImport(id: number): Promise<Import> {
  return contentOf(api.POST('/imports/1/imports/{id}/cancel', { params: path(id) }));
}
export function undoImport(id: number, form: 'preview' | 'real'): Promise<Import> {
  const body = { dryRun: form === 'preview' };
  return contentOf(api.POST('/imports/1/imports/{id}/undo', { params: path(id), body }));
}

/** Takes an import away with its file. */
export function useImportRemoving(id: number) {
  return useAct('imports', () => contentOf<undefined>(api.DELETE('/imports/1/imports/{id}', { params: path(id) })));
}

export type RowFilter = { outcome?: Outcome; code?: string; q?: string };
/** Milliseconds for which a page of rows is kept that nobody looks at: a million rows are never here at once. */
const rowsKept = 15_000;

/** A page of the rows of an import's plan or result: those behind a row. `version` changes when they may have. */
export function rowsQuery(id: number, filter: RowFilter, version: string, after: number, limit: number) {
  return queryOptions({
    queryKey: ['rows', id, version, filter, after],
    queryFn: ({ signal }) =>
      contentOf(
        api.GET('/imports/1/imports/{id}/rows', {
          params: { ...path(id), query: { ...filter, after, limit } },
          signal,
        }),
      ),
    staleTime: Infinity,
    gcTime: rowsKept,
  });
}

/** A row of the file: by its number, or the first one of those that a person came from. */
export type RowSource = { row: number } | { person: number };

async function loggedRow(id: number, source: RowSource): Promise<ImportRow | null> {
  const which = 'row' in source ? { after: source.row - 1 } : { personId: source.person };
  const query = { ...which, limit: 1 };
  const page = await contentOf(api.GET('/imports/1/imports/{id}/rows', { params: { ...path(id), query } }));
  return page.rows[0] ?? null;
}

/** A row as it stands in the file, and the record that it became; null when no row made the person. */
export function useFileRow(id: number, source: RowSource) {
  return useQuery({
    queryKey: ['fileRow', id, source],
    staleTime: Infinity,
    queryFn: async () => {
      const logged = await loggedRow(id, source);
      if (logged === null) return null;
      const { row, record } = logged;
      const inFile = await contentOf(api.GET('/imports/1/imports/{id}/rows/{row}', { params: { path: { id, row } } }));
      return { ...inFile, record };
    },
  });
}

/** What a record would change, or changed, field by field. */
export function useDifference(id: number, record: number | null, version: string) {
  return useQuery({
    queryKey: ['difference', id, version, record],
    enabled: record !== null,
    queryFn: () =>
      contentOf(
        api.GET('/imports/1/imports/{id}/records/{record}/diff', { params: { path: { id, record: record ?? 0 } } }),
      ),
  });
}

export function useRecipes() {
  return useQuery({ queryKey: ['recipes'], queryFn: () => contentOf(api.GET('/imports/1/recipes')) });
}
