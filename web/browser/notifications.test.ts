import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile, springCsv } from './files';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
let watched: WatchedPage;

beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

async function importFile(page: Page, path: string) {
  await wizard.upload(page, path);
  await wizard.goOn(page, 'Where the columns go');
  await wizard.goOn(page, 'What the import will do');
  await wizard.goOn(page, 'Ready to import');
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByRole('heading', { name: 'Files' }).waitFor();
}

const bell = (unread: number) =>
  watched.page.getByRole('button', { name: `Notifications, ${unread} unread`, exact: true });

describe('the bell', () => {
  it('says that there is nothing before anything happened', async () => {
    const { page } = watched;
    await bell(0).click();
    await page.getByText('When an import has ended, or a webhook is disabled, you are told here.').waitFor();
    await page.getByRole('link', { name: 'All notifications' }).click();
    await page.getByRole('heading', { name: 'Nothing yet' }).waitFor();
    await watched.look('notifications-empty');
  });

  it('rings when an import ends elsewhere, without the page being loaded anew', async () => {
    const { page } = watched;
    await page.goto('/tags');
    await bell(0).waitFor();
    const other = await page.context().newPage();
    await importFile(other, plainFile(fixture.server.folder, 'csv', 30));
    await importFile(other, springCsv(fixture.server.folder));
    await other.close();
    await bell(2).waitFor();
    await expect.poll(() => page.getByText('2 unread notifications').count()).toBe(1); // told to who listens
    await bell(2).press('Enter');
    await page.getByRole('link', { name: 'plain.csv is imported' }).waitFor();
    await page.getByText('30 created').waitFor();
    await watched.look('notifications-bell');
  });

  it('leads to the import, which is read then', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'plain.csv is imported' }).click();
    await page.getByRole('heading', { name: 'plain.csv' }).waitFor();
    await bell(1).waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0); // the bell is closed
    await bell(1).press('Enter');
    await page.getByRole('link', { name: 'All notifications' }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => bell(1).evaluate((button) => button === document.activeElement)).toBe(true);
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('is left by Escape also when the focus is not in it', async () => {
    const { page } = watched;
    await bell(1).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Mark all as read' }).waitFor();
    await bell(1).focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await expect.poll(() => bell(1).evaluate((button) => button === document.activeElement)).toBe(true);
  });
});

describe('the list of notifications', () => {
  it('marks them as read and as unread', async () => {
    const { page } = watched;
    await bell(1).click();
    await page.getByRole('link', { name: 'All notifications' }).click();
    await page.getByRole('heading', { name: 'Notifications', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'spring.csv is imported, with errors' }).waitFor();
    await page.getByText(/rejected/).waitFor();
    await watched.look('notifications');
    await page.getByRole('button', { name: 'Mark as unread: plain.csv is imported' }).click();
    await bell(2).waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await bell(0).waitFor();
    await page.getByRole('button', { name: 'Mark as unread: plain.csv is imported' }).waitFor();
    expect(await page.getByRole('button', { name: 'Mark all as read' }).count()).toBe(0);
    watched.expectNoFaults();
  });
});
