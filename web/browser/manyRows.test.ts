import { createWriteStream, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
const isExhaustive = process.env['MUSTER_EXHAUSTIVE'] === '1';
const rows = isExhaustive ? 1_000_000 : 100_000;
const longest = isExhaustive ? 1_200_000 : 240_000;
/** Bytes of what the page's scripts hold, whatever the file's length. */
const mostHeap = 20_000_000;
/** Bytes that are uploaded at once. */
const pieceSize = 2 * 1024 * 1024;
/** Elements of the page: those of the rows in view, and not of all. */
const mostElements = 1_500;

let watched: WatchedPage;
let line: CDPSession;

beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
  line = await watched.page.context().newCDPSession(watched.page);
  await line.send('Performance.enable');
});
afterAll(() => fixture.end());

/** Writes a list of that many people, a piece at a time, a million of them in less than 50 MB. The last one is known by the name. */
async function writeMany(path: string): Promise<void> {
  const file = createWriteStream(path);
  const piece = 10_000;
  file.write('First name,Last name,E-mail,Phone\n');
  for (let first = 0; first < rows; first += piece) {
    const lines = Array.from({ length: piece }, (_, place) => {
      const row = first + place;
      const name = row === rows - 1 ? 'Zadnja' : 'Ana';
      return `${name},${row},m${row}@x.example,+38591${String(row).padStart(7, '0')}`;
    });
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

type Weight = { heap: number; elements: number };

/** What the page weighs when its waste is collected. */
async function weigh(where: string): Promise<Weight> {
  await line.send('HeapProfiler.collectGarbage');
  const { metrics } = await line.send('Performance.getMetrics');
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Infinity;
  const elements = await watched.page.locator('*').count();
  const weight = { heap: of('JSHeapUsedSize'), elements };
  console.info(`${rows} rows, ${where}: ${Math.round(weight.heap / 100_000) / 10} MB of heap, ${elements} elements`);
  return weight;
}

async function expectLight(where: string) {
  const { heap, elements } = await weigh(where);
  expect(heap, `heap ${where}`).toBeLessThan(mostHeap);
  expect(elements, `elements ${where}`).toBeLessThan(mostElements);
}

/** Follows what goes over the line: where each piece of an upload begins, and the bytes of all other calls and of all answers. */
function watchLine(page: Page) {
  const seen = { pieces: [] as number[], sent: 0, received: 0 };
  page.on('request', (request) => {
    const offset = request.headers()['upload-offset'];
    // a piece of a file has no body that can be looked at here
    if (offset === undefined) seen.sent += request.postDataBuffer()?.length ?? 0;
    else seen.pieces.push(Number(offset));
  });
  page.on('requestfinished', (request) => {
    if (!request.url().includes('/imports/1/')) return;
    void request.sizes().then(({ responseBodySize }) => (seen.received += responseBodySize));
  });
  return seen;
}

describe(`a file of ${rows.toLocaleString('en')} rows`, () => {
  const path = join(fixture.server.folder, 'many.csv');

  it('is uploaded once, read and planned, and the page stays light', { timeout: longest }, async () => {
    const { page } = watched;
    page.setDefaultTimeout(longest);
    await writeMany(path);
    const seen = watchLine(page);
    await page.goto('/import');
    await page.getByLabel('Choose a file').setInputFiles(path);
    await page.getByRole('heading', { name: 'First rows' }).waitFor();
    await expectLight('reading');
    await wizard.goOn(page, 'Where the columns go');
    await page.getByText(`All ${rows.toLocaleString('en')} rows are fine`).waitFor();
    await expectLight('mapping');
    await wizard.goOn(page, 'What the import will do');
    await expect.poll(() => wizard.outcome(page, 'Created')).toBe(rows);
    await expectLight('checking');
    const pieces = Math.ceil(statSync(path).size / pieceSize);
    const once = Array.from({ length: pieces }, (_, piece) => piece * pieceSize);
    expect(seen.pieces, 'each piece of the file goes over the line once').toEqual(once);
    expect(seen.sent, 'and in no other call').toBeLessThan(100_000);
    expect(seen.received, 'and never back').toBeLessThan(1_000_000);
  });

  it('shows any of its rows without those between', { timeout: longest }, async () => {
    const { page } = watched;
    const log = page.getByRole('region', { name: 'Every row' });
    let asked = 0;
    page.on('request', (request) => (asked += /\/rows\?/.test(request.url()) ? 1 : 0));
    await log.getByRole('button', { name: 'Show what row 2 does' }).waitFor();
    await log.evaluate((frame) => frame.scrollTo({ top: frame.scrollHeight }));
    await log.getByRole('button', { name: `Show what row ${(rows + 1).toLocaleString('en')} does` }).waitFor();
    await expectLight('at the end of the rows');
    await page.getByRole('textbox', { name: 'Row number' }).fill(String(rows / 2));
    await page.keyboard.press('Enter');
    await log.getByRole('button', { name: `Show what row ${(rows / 2).toLocaleString('en')} does` }).waitFor();
    await log.focus();
    await page.keyboard.press('End');
    await log.getByRole('button', { name: `Show what row ${(rows + 1).toLocaleString('en')} does` }).click();
    await page.getByRole('dialog').getByText('Zadnja').waitFor();
    await page.getByRole('button', { name: 'Close' }).click();
    for (let step = 0; step < 40; ++step) {
      await log.evaluate((frame, part) => frame.scrollTo({ top: frame.scrollHeight * part }), ((step * 7) % 40) / 40);
      await page.waitForTimeout(120);
    }
    await expectLight('after a wild ride through the rows');
    expect(asked, 'pages of rows that were asked for').toBeLessThan(120);
  });

  it('is imported, and its result is as light', { timeout: longest }, async () => {
    const { page } = watched;
    await wizard.goOn(page, 'Ready to import');
    await page.getByText(`Create ${rows.toLocaleString('en')} people`).waitFor();
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByRole('heading', { name: 'Receipt' }).waitFor();
    expect(await wizard.outcome(page, 'Created')).toBe(rows);
    await expectLight('after the import');
    await page.goto('/persons');
    await page.getByText(`${rows.toLocaleString('en')} people`).waitFor();
    const people = page.getByRole('region', { name: 'People' });
    await people.evaluate((frame) => frame.scrollTo({ top: frame.scrollHeight }));
    await people.getByRole('cell', { name: 'm0@x.example', exact: true }).waitFor(); // the newest come first
    await expectLight('among the people');
    watched.expectNoFaults();
  });
});
