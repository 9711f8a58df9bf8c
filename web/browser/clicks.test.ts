import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visitorsWorkbook } from './files';
import { administrator, Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
const rows = 1000;
const most = 12;

beforeAll(async () => {
  await fixture.start();
  await (await fixture.openSignedIn()).close();
});
afterAll(() => fixture.end());

/** Counts in the page what a hand does there; what scripts do is not counted. */
async function watchHands(page: Page) {
  await page.addInitScript(() => {
    for (const kind of ['pointerdown', 'keydown']) {
      const count = (event: Event) => {
        if (event.isTrusted) sessionStorage.setItem(kind, String(1 + Number(sessionStorage.getItem(kind))));
      };
      window.addEventListener(kind, count, { capture: true });
    }
  });
  return async () => ({
    clicks: await page.evaluate(() => Number(sessionStorage.getItem('pointerdown'))),
    keys: await page.evaluate(() => Number(sessionStorage.getItem('keydown'))),
  });
}

describe('a list of a thousand people', () => {
  it('is imported with two corrections, from the sign-in on, by few clicks and no typing', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    const hands = await watchHands(page);
    await page.goto('/');
    await page.getByLabel('Email').fill(administrator.email);
    await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByRole('menuitem', { name: 'Start file import' }).click();
    const choosing = page.waitForEvent('filechooser');
    await page.locator('button', { hasText: 'Choose a file' }).click();
    await (await choosing).setFiles(visitorsWorkbook(fixture.server.folder, rows));
    await page.getByText('1,000 rows of data').waitFor();
    await wizard.goOn(page, 'Where the columns go');
    await wizard.choose(page, 'Field of Segment', 'Tags');
    await page.getByText('All 1,000 rows are fine').waitFor();
    await wizard.goOn(page, 'What the import will do');
    await expect.poll(() => wizard.outcome(page, 'Created')).toBe(rows);
    await page.getByText('Discard', { exact: true }).click();
    await wizard.goOn(page, 'Ready to import');
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByText('Completed', { exact: true }).waitFor();
    expect(await wizard.outcome(page, 'Created')).toBe(rows);

    const { clicks, keys } = await hands();
    console.info(`${clicks} clicks from the sign-in to the finished import`);
    expect(clicks).toBeGreaterThan(0);
    expect(clicks).toBeLessThanOrEqual(most);
    expect(keys, 'keys, where only the sign-in has something to type').toBe(0);
    await page.goto('/persons?tag=loyal');
    await page.getByText('500 people').waitFor();
    watched.expectNoFaults();
    await watched.close();
  });
});
