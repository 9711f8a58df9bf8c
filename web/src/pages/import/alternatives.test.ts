import { describe, expect, it } from 'vitest';
import type { Upload } from '../../api/imports';
import { encodings, likelyBeginnings, likelyEncodings, likelyTitles } from './alternatives';

const reading = (firstHeaderRow: number, firstDataRow: number) =>
  ({ firstHeaderRow, firstDataRow }) as Upload['reading'];

describe('what a file may be read as instead', () => {
  it('is another encoding that the same letters are written in', () => {
    expect(likelyEncodings('windows-1250', 'en')).toContain('ISO-8859-2');
    expect(likelyEncodings('UTF-8', 'ja')[0]).toBe('Shift_JIS');
    for (const found of encodings)
      for (const locale of ['en', 'de', 'hr', 'ja']) {
        const likely = likelyEncodings(found, locale);
        expect(likely.length, found).toBeGreaterThan(0);
        expect(likely, found).not.toContain(found);
        for (const one of likely) expect(encodings, `${found}: ${one}`).toContain(one);
      }
  });

  it('is other titles: in a row beside them, or none', () => {
    expect(likelyTitles(reading(4, 5))).toEqual(['none', '3', '5']);
    expect(likelyTitles(reading(1, 2)), 'nothing stands above the first row').toEqual(['none', '2']);
    expect(likelyTitles(reading(0, 3)), 'none were found').toEqual(['3', '4']);
  });

  it('is a later beginning', () => {
    expect(likelyBeginnings(reading(4, 5))).toEqual(['6', '7']);
  });
});
