import { describe, expect, it } from 'vitest';
import { readingIn, searchOf } from './readingChoice';

describe('the reading in the address', () => {
  it('comes back as it was', () => {
    for (const reading of [
      { firstRow: 5, headerRow: 4, delimiter: 'pipe' },
      { headerRow: 'none' as const, sheet: 'März' },
      {},
    ]) {
      expect(readingIn(searchOf(reading))).toEqual(reading);
    }
  });

  it('tells nothing said from everything as found', () => {
    expect(readingIn(new URLSearchParams())).toBeNull();
    expect(readingIn(new URLSearchParams('encoding='))).toEqual({});
  });
});
