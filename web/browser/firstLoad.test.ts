import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile } from './files';
import { Fixture } from './fixture';

const fixture = new Fixture();
let signedIn: WatchedPage;
const rows = 400;
/** What nobody should wait longer for, in milliseconds, and bytes of compressed script that nobody should have to load before. */
const longest = 1_000;
const budget = 300_000;
/** Looks that are taken at most: the tests of a whole machine run beside this one, and the quickest look is the one that they spared. */
const looks = 10;
/** Milliseconds of some frames. */
const frames = 200;

beforeAll(async () => {
  fixture.server.run('import', plainFile(fixture.server.folder, 'csv', rows), '--auto-map', '--yes');
  await fixture.start();
  signedIn = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

type Load = { painted: number; script: number };

/** When the largest part of the page that is there was painted, and how much script came over the line for it. */
async function loadOf(page: Page): Promise<Load> {
  await page.waitForTimeout(frames); // what is there may not be painted yet
  return page.evaluate(
    () =>
      new Promise<Load>((resolve) => {
        const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const script = resources
          .filter(({ name }) => name.endsWith('.js'))
          .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
        new PerformanceObserver((list) =>
          resolve({ painted: list.getEntries().at(-1)?.startTime ?? Infinity, script }),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

/** The quickest of some looks at the address, each with nothing of the app in the browser's cache. */
async function quickest(watched: WatchedPage, address: string, isThere: () => Promise<void>): Promise<Load> {
  const { page } = watched;
  const line = await page.context().newCDPSession(page);
  await line.send('Network.setCacheDisabled', { cacheDisabled: true });
  let best: Load = { painted: Infinity, script: Infinity };
  for (let look = 0; look < looks && best.painted >= longest; ++look) {
    await page.goto(address);
    await isThere();
    const load = await loadOf(page);
    if (load.painted < best.painted) best = load;
  }
  watched.expectNoFaults();
  await watched.close();
  console.info(`${address}: largest paint after ${Math.round(best.painted)} ms, ${best.script} bytes of script`);
  return best;
}

function expectQuick({ painted, script }: Load) {
  expect(painted, 'milliseconds').toBeLessThan(longest);
  expect(script, 'compressed bytes').toBeGreaterThan(0);
  expect(script, 'compressed bytes').toBeLessThan(budget);
}

describe('the first load', () => {
  it('is of scripts that are compressed, kept for good, and bound by a policy', async () => {
    const page = await fetch(fixture.server.address, { headers: { Accept: 'text/html' } });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    const html = await page.text();
    expect(html).not.toContain('%NONCE%');
    const scripts = [...html.matchAll(/"(\/assets\/[^"]+\.js)"/g)].map((found) => found[1] ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      const answer = await fetch(fixture.server.address + script, { headers: { 'Accept-Encoding': 'gzip' } });
      expect(answer.headers.get('cache-control')).toContain('immutable');
      expect(answer.headers.get('content-encoding')).toBe('gzip');
    }
  });

  it('shows the way in within a second and a budget', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    expectQuick(await quickest(watched, '/', () => page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor()));
  });

  it('shows the list of people within a second and a budget', async () => {
    const { page } = signedIn;
    const last = page.getByRole('link', { name: `Ana ${rows - 1} Horvat` });
    expectQuick(await quickest(signedIn, '/persons', () => last.waitFor()));
  });
});
