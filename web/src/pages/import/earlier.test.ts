import { describe, expect, it } from 'vitest';
import type { HistoryEntry, Import, Recipe } from '../../api/imports';
import type { KeptRecipe } from '../../api/recipes';
import { changeTo, earlierOf, importsToLookAt, readingsToTry } from './earlier';

const recipe: Recipe = { columns: [{ column: 'Mail', field: 'email' }], choices: { onDuplicate: 'discard' } };
const done = (id: number, of: Recipe | null, fingerprint = 'f') =>
  ({ id, file: { name: `file${id}.csv` }, recipe: of, reading: { fingerprint } }) as Import;
const kept = (id: number, of: Recipe, fingerprint = 'f'): KeptRecipe => ({
  id,
  name: `recipe ${id}`,
  fingerprint,
  recipe: of,
});

describe('what was done with such a file before', () => {
  it('is looked for in the newest imports that came to their end', () => {
    const entry = (id: number, state: HistoryEntry['state']) => ({ id, state }) as HistoryEntry;
    const entries = [entry(9, 'READY'), entry(8, 'COMPLETED'), entry(7, 'UNDONE'), entry(6, 'COMPLETED_WITH_ERRORS')];
    expect(importsToLookAt(entries)).toEqual([8, 6]);
    expect(importsToLookAt(Array.from({ length: 30 }, (_, id) => entry(id, 'COMPLETED')))).toHaveLength(5);
  });

  it('is offered once, however often it was done and whatever it was called', () => {
    const again = {
      name: 'x',
      reading: null,
      choices: { onDuplicate: 'discard', tags: null },
      columns: recipe.columns,
    };
    const offered = earlierOf([kept(1, { ...recipe, name: 'Fair' })], [done(3, again), done(2, recipe, 'g')]);
    expect(offered.map(({ key }) => key)).toEqual(['recipe 1', 'import 2']);
  });

  it('leaves out what has no recipe', () => {
    expect(earlierOf([], [done(1, null)])).toEqual([]);
  });
});

it('tries each other reading once', () => {
  const read = (headerRow: number | null) => ({ ...recipe, reading: { headerRow, sheet: null } });
  const earlier = earlierOf([kept(1, read(2)), kept(2, read(2), 'g'), kept(3, read(null))], [done(1, read(3))]);
  expect(readingsToTry(earlier)).toEqual([{ headerRow: 2 }, { headerRow: 3 }]);
});

it('takes over everything, and takes away what was chosen meanwhile', () => {
  const change = changeTo({ ...recipe, reading: { headerRow: 2 } });
  expect(change).toMatchObject({ autoMap: false, columns: recipe.columns });
  expect(change.reading).toMatchObject({ headerRow: 2, encoding: null, sheet: null });
  expect(change.choices).toMatchObject({ onDuplicate: 'discard', tags: null, personType: null });
});
