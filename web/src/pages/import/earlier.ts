import type { Change, HistoryEntry, Import, Reading, Recipe } from '../../api/imports';
import type { KeptRecipe } from '../../api/recipes';

/** How a file was imported before: by a kept recipe, or by an import that kept none. */
export type Earlier = {
  key: string;
  /** The recipe's name, or that of the file. */
  name: string;
  kind: 'recipe' | 'import';
  recipe: Recipe;
  /** Of the titles that it was made for. */
  fingerprint: string;
};

/** Imports whose files are looked at for the same titles: the newest, because each has to be fetched. */
const importsLookedAt = 5;

/** The newest imports that came to their end. */
export function importsToLookAt(entries: HistoryEntry[]): number[] {
  const isDone = ({ state }: HistoryEntry) => state === 'COMPLETED' || state === 'COMPLETED_WITH_ERRORS';
  return entries
    .filter(isDone)
    .slice(0, importsLookedAt)
    .map(({ id }) => id);
}

/** What is done, whatever it is called and in whatever order its members come. */
function doing({ reading, columns, choices }: Recipe): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
    return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
  };
  return JSON.stringify([sorted(reading ?? {}), sorted(columns ?? []), sorted(choices ?? {})]);
}

/** All that was done before, kept recipes first; each way of importing once. */
export function earlierOf(kept: KeptRecipe[], imports: Import[]): Earlier[] {
  const all: Earlier[] = [
    ...kept.map(({ id, name, fingerprint, recipe }) => ({
      key: `recipe ${id}`,
      name,
      kind: 'recipe' as const,
      recipe,
      fingerprint,
    })),
    ...imports.flatMap(({ id, file, recipe, reading }) =>
      recipe && reading
        ? [{ key: `import ${id}`, name: file.name, kind: 'import' as const, recipe, fingerprint: reading.fingerprint }]
        : [],
    ),
  ];
  const seen = new Set<string>();
  return all.filter(({ recipe, fingerprint }) => {
    const way = fingerprint + doing(recipe);
    return !seen.has(way) && seen.add(way);
  });
}

/** The readings under which the file's titles are to be looked at: what was read otherwise before has other titles as it is found now. */
export function readingsToTry(earlier: Earlier[]): Reading[] {
  const readings = new Map<string, Reading>();
  for (const { recipe } of earlier) {
    const chosen = chosenOf(recipe);
    if (Object.keys(chosen).length > 0) readings.set(JSON.stringify(chosen), chosen);
  }
  return [...readings.values()].slice(0, importsLookedAt);
}

/** What a recipe fixes about the reading. */
export function chosenOf({ reading }: Recipe): Reading {
  return Object.fromEntries(Object.entries(reading ?? {}).filter(([, value]) => value !== null));
}

const noReading: Reading = {
  firstRow: null,
  headerRow: null,
  sheet: null,
  encoding: null,
  delimiter: null,
  quote: null,
};
const noChoices: NonNullable<Change['choices']> = {
  personType: null,
  onDuplicate: null,
  onAmbiguousMatch: null,
  onInvalidValue: null,
  onError: null,
  onDrift: null,
  phones: null,
  tags: null,
};

/** Everything about an import that is as it was before, and nothing of what was chosen meanwhile. */
export function changeTo({ reading, columns, choices }: Recipe): Change {
  return {
    reading: { ...noReading, ...reading },
    columns: columns ?? null,
    choices: { ...noChoices, ...choices },
    autoMap: false,
  };
}
