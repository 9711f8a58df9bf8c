import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTextKey, tellings } from './catalogues';
import { toldCodes } from './told';

const server = join(process.cwd(), '../src');

/** The codes of rows and cells that the server knows, from the place where it names them. */
function problemCodes(): string[] {
  const source = readFileSync(join(server, 'base/problem.cpp'), 'utf8');
  return [...source.matchAll(/\{ProblemCode::\w+, "([A-Z_]+)"\}/g)].map(([, name]) => name ?? '').filter(isCode);
}

const isCode = (name: string) => name !== '' && name !== 'NONE';

/** All the server's sources in one text. */
function sources(): string {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => /\.[ch]pp$/.test(name) && !/_test\./.test(name))
    .map((name) => readFileSync(join(server, name), 'utf8'))
    .join('\n');
}

describe('the codes that the languages have words for', () => {
  it('are all that a row can be told', () => {
    const codes = problemCodes();
    expect(codes.length).toBeGreaterThan(25);
    expect([...toldCodes.problems].sort()).toEqual(codes.sort());
  });

  it('have a name each that lists can show', () => {
    expect(toldCodes.problems.filter((code) => !isTextKey(`code.${code}`))).toEqual([]);
  });

  it('are codes of the server', () => {
    const said = sources();
    expect(toldCodes.refusals.filter((code) => !said.includes(`"${code}"`))).toEqual([]);
  });
});

const keys = [
  ...toldCodes.problems.map((code) => `problem.${code}`),
  ...toldCodes.refusals.map((code) => `refusal.${code}`),
  ...toldCodes.evidences.map((name) => `evidence.${name}`),
].sort();

describe.each(Object.entries(tellings).filter(([locale]) => locale !== 'en'))('what is told in %s', (locale, load) => {
  it('is all of it', async () => {
    const told = await load();
    expect(Object.keys(told).sort()).toEqual(keys);
    expect(Object.values(told).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('is counted as the language counts', async () => {
    const rules = new Intl.PluralRules(locale);
    const ways = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count))).size;
    for (const text of Object.values(await load()).filter((each) => each.includes('{count}')))
      expect(text.split('|'), text).toHaveLength(ways);
  });
});

it('is left to the server in English', async () => {
  expect(await tellings.en()).toEqual({});
});
