import { describe, expect, it } from 'vitest';
import type { ImportCounts, Recipe } from '../../api/imports';
import { deedsOf } from './deeds';

const nothing = {
  created: 0,
  updated: 0,
  promoted: 0,
  unchanged: 0,
  discarded: 0,
  rowsRejected: 0,
  recordsRejected: 0,
  personsMerged: 0,
  newAttributes: 0,
};
const deeds = (counts: Partial<ImportCounts>, tags?: NonNullable<Recipe['choices']>['tags']) => {
  const { does, leaves } = deedsOf({
    counts: { ...nothing, ...counts } as ImportCounts,
    recipe: { choices: { tags: tags ?? null } },
  });
  return [
    does.map(({ text, values }) => [text, values['count']]),
    leaves.map(({ text, values }) => [text, values['count']]),
  ];
};

describe('deedsOf', () => {
  it('says only what happens', () => {
    expect(deeds({})).toEqual([[], []]);
    expect(deeds({ created: 9412, promoted: 31, rowsRejected: 3, recordsRejected: 2 })).toEqual([
      [
        ['confirm.created', 9412],
        ['confirm.promoted', 31],
      ],
      [['confirm.rejected', 5]],
    ]);
  });

  it('tags only where somebody is there to be tagged, and a tag', () => {
    const [does] = deeds({ unchanged: 5 }, { mode: 'AUTOMATIC', names: [] });
    expect(does).toEqual([['confirm.tags.AUTOMATIC', undefined]]);
    expect(deeds({ discarded: 5 }, { mode: 'AUTOMATIC', names: [] })[0]).toEqual([]);
    expect(deeds({ created: 1 }, { mode: 'MANUAL', names: [] })[0]).toEqual([['confirm.created', 1]]);
  });
});
