import { describe, expect, it } from 'vitest';
import { catalogues, english, isTextKey } from './catalogues';
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

describe.each(Object.entries(catalogues))('the catalogue %s', (locale, load) => {
  const placesOf = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
  const keys = Object.keys(english) as (keyof typeof english)[];

  it('has every text of the app, and no other', async () => {
    const texts = await load();
    expect(keys.filter((key) => !texts[key]?.trim())).toEqual([]);
    expect(Object.keys(texts).filter((key) => !isTextKey(key))).toEqual([]);
  });

  it('fills the same places as English, in every form', async () => {
    const texts = await load();
    for (const key of keys) {
      const places = placesOf(english[key].split('|').at(-1) ?? '');
      for (const form of texts[key]?.split('|') ?? []) expect(placesOf(form), `${key}: ${form}`).toEqual(places);
    }
  });

  it('has a form for every way in which the language counts', async () => {
    const texts = await load();
    const rules = new Intl.PluralRules(locale);
    // whole numbers alone: in some languages fractions count in a way of their own
    const ways = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count))).size;
    for (const key of keys.filter((each) => english[each].includes('|')))
      expect(texts[key]?.split('|'), key).toHaveLength(ways);
  });
});
