import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { administrator, Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
let watched: WatchedPage;
const markup = '<img src=x onerror="window.harmed=1">';
const script = '</span><script>window.harmed=1</script>';

beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

/** Somebody else's markup stands on the page as text, and nothing became of it. */
async function expectText(page: Page, text: string): Promise<void> {
  await page.getByText(text).first().waitFor();
  expect(await page.locator('img[src="x"]').count(), 'markup became an element').toBe(0);
  expect(await page.evaluate(() => 'harmed' in window), 'a script ran').toBe(false);
}

const kept = (page: Page) =>
  page.evaluate(async () => ({
    storage: Object.fromEntries([...Object.entries(window.localStorage), ...Object.entries(window.sessionStorage)]),
    cookies: document.cookie,
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  }));

it('shows names, titles, cells and files with markup as they stand', async () => {
  const { page } = watched;
  const path = join(fixture.server.folder, `${markup}.csv`);
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const rows = [
    ['E-mail', 'City', markup],
    ['ana@mail.example', markup, script],
    ['bo@mail.example', 'Zagreb', 'gold'],
    [markup, 'Split', 'silver'],
  ];
  writeFileSync(path, rows.map((row) => row.map(cell).join(',')).join('\n'));
  await wizard.upload(page, path);
  await expectText(page, script);
  await wizard.goOn(page, 'Where the columns go');
  await expectText(page, script);
  await wizard.goOn(page, 'What the import will do');
  await expectText(page, markup);
  await wizard.goOn(page, 'Ready to import');
  await expectText(page, markup);
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByRole('heading', { name: 'Files' }).waitFor();
  await expectText(page, markup);
  await page.goto('/history');
  await expectText(page, `${markup}.csv`);
  await page.goto('/persons');
  await page.getByText('ana@mail.example').first().click();
  await expectText(page, markup);
  watched.expectNoFaults();
});

it('keeps choices of display in the browser, and nothing of anybody', async () => {
  const { page } = watched;
  await page.goto('/persons');
  await page.getByText('ana@mail.example').first().waitFor();
  const { storage, cookies, databases, caches } = await kept(page);
  expect(Object.keys(storage).filter((name) => !/^(muster|mantine)[.-]/.test(name))).toEqual([]);
  expect(JSON.stringify(storage)).not.toMatch(/@|Zagreb|[A-Za-z0-9_-]{40}/); // addresses, contents, tokens
  expect(cookies, 'scripts see the session').toBe('');
  expect([databases, caches]).toEqual([[], []]);
});

it('leaves nothing behind when one signs out, which every page offers', async () => {
  const { page } = watched;
  for (const path of ['/persons', '/import', '/settings/users']) {
    await page.goto(path);
    await page
      .getByRole('banner')
      .getByRole('button', { name: `Account of ${administrator.email}` })
      .click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  }
  await page.goto('/persons');
  await page.getByText('ana@mail.example').first().waitFor();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
  const gone = async () => expect(await page.content()).not.toMatch(/mail\.example|muster\.example/);
  await gone();
  await page.goBack();
  await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
  await gone();
  expect(JSON.stringify(await kept(page))).not.toContain('signed-in');
  expect((await page.context().cookies()).map(({ name }) => name)).toEqual([]);
  expect((await page.request.get('/persons/1/persons')).status()).toBe(401);
});

it('hides passwords, and lets them be pasted and filled in by a password manager', async () => {
  const { page } = watched;
  await page.goto('/');
  const email = page.getByLabel('Email');
  const password = page.getByRole('textbox', { name: 'Password' });
  expect(await email.getAttribute('autocomplete')).toBe('username');
  expect(await password.getAttribute('autocomplete')).toBe('current-password');
  expect(await password.getAttribute('type')).toBe('password');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), administrator.password);
  await email.fill(administrator.email);
  await password.focus();
  await page.keyboard.press('ControlOrMeta+v');
  expect(await password.inputValue()).toBe(administrator.password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Main' }).waitFor();

  await page.goto('/profile');
  for (const [label, filledBy] of [
    ['Current password', 'current-password'],
    ['New password', 'new-password'],
  ] as const) {
    const field = page.getByRole('textbox', { name: label });
    expect(await field.getAttribute('type'), label).toBe('password');
    expect(await field.getAttribute('autocomplete'), label).toBe(filledBy);
  }
});
