import { describe, expect, it } from 'vitest';
import { catalogues, english } from './catalogues';
import { fill } from './texts';

describe('fill', () => {
  it('writes numbers as the language does', () => {
    expect(fill('{count} rows', { count: 12345 }, 'en')).toBe('12,345 rows');
    expect(fill('{count} Zeilen', { count: 12345 }, 'de')).toBe('12.345 Zeilen');
  });

  it.each([
    ['en', 1, '1 row'],
    ['en', 0, '0 rows'],
    ['hr', 1, '1 redak'],
    ['hr', 3, '3 retka'],
    ['hr', 5, '5 redaka'],
    ['hr', 21, '21 redak'],
    ['ja', 1, '1行'],
  ])('chooses the form in %s for %d', (locale, count, expected) => {
    const texts: Record<string, string> = {
      en: '{count} row|{count} rows',
      hr: '{count} redak|{count} retka|{count} redaka',
      ja: '{count}行',
    };
    expect(fill(texts[locale] ?? '', { count }, locale)).toBe(expected);
  });

  it('leaves a place without a value to be seen', () => {
    expect(fill('Hello {name}', {}, 'en')).toBe('Hello {name}');
  });
});

describe.each(Object.entries(catalogues))('the catalogue %s', (_, load) => {
  const placesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

  it('fills the same places as English', async () => {
    const texts = await load();
    for (const [key, text] of Object.entries(texts)) {
      const original = english[key as keyof typeof english];
      expect(original, `${key} is no text of the app`).toBeDefined();
      // each form of the plural stands alone; the singular may say "one" without a number
      const last = (forms: string) => forms.split('|').at(-1) ?? '';
      expect(placesOf(last(text)), key).toEqual(placesOf(last(original)));
    }
  });
});
