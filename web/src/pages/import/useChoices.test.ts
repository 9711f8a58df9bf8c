import { expect, it } from 'vitest';
import { savedOf } from './useChoices';

it('gives nobody a tag until one is named', () => {
  expect(savedOf({ tags: { mode: 'MANUAL', names: [] } })).toEqual({ tags: { mode: 'NONE', names: [] } });
  expect(savedOf({ tags: { mode: 'MANUAL', names: ['spring'] } })).toEqual({
    tags: { mode: 'MANUAL', names: ['spring'] },
  });
  expect(savedOf({ tags: { mode: 'AUTOMATIC', names: [] } })).toEqual({ tags: { mode: 'AUTOMATIC', names: [] } });
  expect(savedOf({ onDuplicate: 'discard' })).toEqual({ onDuplicate: 'discard' });
});
