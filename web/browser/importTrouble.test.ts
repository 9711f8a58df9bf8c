import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
let watched: WatchedPage;

beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

describe('an import that meets trouble', () => {
  it('refuses what is no table, and says why', async () => {
    const picture = join(fixture.server.folder, 'picture.csv');
    writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'));
    await watched.page.goto('/import');
    await watched.page.getByLabel('Choose a file').setInputFiles(picture);
    await watched.page.getByText('picture.csv cannot be imported').waitFor();
    watched.forgive(/status of 4\d\d/);
    watched.expectNoFaults();
  });

  it('goes on with an upload when the server comes back', async () => {
    const { page } = watched;
    const path = join(fixture.server.folder, 'long.csv');
    const lines = Array.from({ length: 60_000 }, (_, row) => `Ana ${row},long${row}@mail.example,${'x'.repeat(60)}`);
    writeFileSync(path, `First name,E-mail,Note\n${lines.join('\n')}\n`);
    await page.goto('/import');
    let pieces = 0;
    await page.route('**/imports/1/uploads/*', async (route) => {
      if (route.request().method() !== 'PATCH' || ++pieces !== 2) return route.continue();
      await fixture.server.stop('SIGKILL');
      void fixture.server.start();
      await route.abort();
    });
    await page.getByLabel('Choose a file').setInputFiles(path);
    await page.getByText('The connection is lost').waitFor();
    await page.getByText('60,000 rows of data').waitFor();
    await page.unroute('**/imports/1/uploads/*');
    watched.forgive(/ERR_/);
    watched.expectNoFaults();
  });

  it('ends right when the server dies in the middle of it', async () => {
    const { page } = watched;
    await wizard.goOn(page, 'Where the columns go');
    await wizard.goOn(page, 'What the import will do');
    await wizard.goOn(page, 'Ready to import');
    const agreed = page.waitForResponse(/\/commit$/);
    await page.getByRole('button', { name: 'Import now' }).click();
    expect((await agreed).status()).toBe(202);
    const missed = page.waitForEvent('requestfailed');
    await fixture.server.stop('SIGKILL');
    await missed; // the page has asked in vain
    expect(await page.getByRole('heading', { name: 'Receipt' }).count(), 'it was over before').toBe(0);
    await fixture.server.start();
    await page.getByRole('heading', { name: 'Receipt' }).waitFor(); // without the page being loaded anew
    expect(await wizard.outcome(page, 'Created')).toBe(60_000);
    watched.forgive(/ERR_/);
    watched.expectNoFaults();
  });

  it('tells of an import that is gone, and of an address where nothing is', async () => {
    await watched.page.goto('/import/4711/check');
    await watched.page.getByRole('heading', { name: 'This import is gone' }).waitFor();
    watched.forgive(/status of 404/);
    await watched.page.goto('/nothing/here');
    await watched.page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor();
    await watched.look('not-found');
    watched.expectNoFaults();
  });
});
