import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile } from './files';
import { Fixture } from './fixture';

const fixture = new Fixture();
const viewer = { email: 'vito@muster.example', password: 'seven ducks in a row' };
const rows = 400;
let watched: WatchedPage;
let viewerLink = '';

beforeAll(async () => {
  fixture.server.run('attributes', 'create', 'Customer since', 'INTEGER');
  fixture.server.run('import', plainFile(fixture.server.folder, 'csv', rows), '--auto-map', '--yes');
  const said = fixture.server.run('user', 'add', viewer.email, '--role', 'viewer');
  viewerLink = /#link=\S+/.exec(said)?.[0] ?? '';
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

describe('the list of people', () => {
  it('shows everybody, and draws only who is in view', async () => {
    const { page } = watched;
    await page.goto('/');
    await page.getByText(`${rows} people`).waitFor();
    await page.getByRole('link', { name: 'Ana 399 Horvat' }).waitFor();
    await watched.look('persons');
    expect(await page.getByRole('row').count()).toBeLessThan(60);
    await page.getByRole('region', { name: 'People' }).evaluate(async (list) => {
      for (let step = 0; step < 30; ++step) {
        list.scrollTop = list.scrollHeight;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    });
    await page.getByRole('link', { name: 'Ana 0 Horvat' }).waitFor();
  });

  it('finds by name, email and number, and keeps what is looked for in the address', async () => {
    const { page } = watched;
    const search = page.getByRole('textbox', { name: /^Search by name/ });
    await search.fill('ana 77');
    await page.getByText('4 people').waitFor(); // 77, 177, 277, 377
    await search.fill('csv123@mail');
    await page.getByRole('link', { name: 'Ana 123 Horvat' }).waitFor();
    await page.reload();
    await page.getByText('1 person', { exact: true }).waitFor();
    await search.fill('nobody at all');
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click();
    await page.getByText(`${rows} people`).waitFor();
  });

  it('remembers which columns are shown', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'City' }).check();
    await page.getByRole('checkbox', { name: 'Tags' }).uncheck();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('columnheader', { name: 'City' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Tags' }).count()).toBe(0);
  });

  it('tags who is selected, filters by the tag, and deletes after saying how many', async () => {
    const { page } = watched;
    await page.goto('/persons?q=ana%2011');
    await page.getByText('13 people').waitFor(); // 11, 110 to 119, 211, 311
    for (const number of [110, 111]) await page.getByRole('checkbox', { name: `Select Ana ${number} Horvat` }).check();
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Export' }).last().click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const path = join(fixture.server.folder, 'selected.csv');
    await (await download).saveAs(path);
    const emails = readFileSync(path, 'utf8').match(/csv\d+@mail\.example/g);
    expect(emails?.sort()).toEqual(['csv110@mail.example', 'csv111@mail.example']);
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Tag').fill('regulars');
    await watched.look('persons-tag');
    await page.getByRole('dialog').getByRole('button', { name: 'Tag' }).click();
    await page.getByText('Tagged 2 people with regulars').waitFor();

    await page.goto('/persons?tag=regulars');
    await page.getByText('2 people').waitFor();
    await page.getByRole('checkbox', { name: 'Select Ana 111 Horvat' }).check();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'Delete 1 person?' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('1 person', { exact: true }).waitFor();
  });

  it('opens a person', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Ana 110 Horvat' }).click();
    await page.getByRole('heading', { name: 'Ana 110 Horvat', level: 1 }).waitFor();
    await page.getByText('csv110@mail.example').waitFor();
    await watched.look('person');
    await page.getByRole('link', { name: 'regulars' }).click();
    await page.getByText('1 person', { exact: true }).waitFor();
    await page.goto('/persons/4711');
    await page.getByRole('heading', { name: 'This person is not here any more' }).waitFor();
    watched.forgive(/status of 404/);
    watched.expectNoFaults();
  });
});

describe('those who are one', () => {
  it('are merged after a look at what they will be, with a choice where they differ', async () => {
    const { page } = watched;
    await page.goto('/persons?q=ana%2030');
    for (const number of [300, 301, 302])
      await page.getByRole('checkbox', { name: `Select Ana ${number} Horvat` }).check();
    await page.getByRole('button', { name: 'Merge' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Merge 3 people' }).waitFor();
    await dialog.getByText('csv301@mail.example').waitFor();
    await dialog.getByRole('radiogroup', { name: 'First name' }).getByRole('radio', { name: 'Ana 301' }).click();
    await watched.look('persons-merge');
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('heading', { name: 'Ana 301 Horvat', level: 1 }).waitFor();
    for (const number of [300, 301, 302]) await page.getByText(`csv${number}@mail.example`).first().waitFor();
    await page.getByText('Merged with 2 other profiles').waitFor();
    await page.getByRole('link', { name: 'People' }).first().click();
    await page.getByText(`${rows - 3} people`).waitFor();
    watched.expectNoFaults();
  });
});

describe('a part of the list', () => {
  it('is found by a custom attribute, and exported as it is shown', async () => {
    const { page } = watched;
    await page.goto('/persons?q=ana%2020');
    await page.getByText('14 people').waitFor(); // 20, 120, 200 to 209, 220, 320
    await page.getByRole('button', { name: 'Custom attribute' }).click();
    await page.getByRole('textbox', { name: 'Custom attribute' }).click();
    await page.getByRole('option', { name: 'Customer since' }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('2026');
    await page.waitForURL(/value=2026/);
    await watched.look('persons-filter');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Export' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'As CSV' }).click();
    const path = join(fixture.server.folder, 'part.csv');
    await (await download).saveAs(path);
    const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
    expect(lines).toHaveLength(1 + 14);
    expect(lines.slice(1).every((line) => /20/.test(line))).toBe(true);

    await page.getByRole('button', { name: 'Export' }).click();
    const workbook = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'As workbook (XLSX)' }).click();
    const saved = join(fixture.server.folder, 'part.xlsx');
    await (await workbook).saveAs(saved);
    expect(readFileSync(saved).subarray(0, 2).toString()).toBe('PK');
    await page.goto('/persons?attribute=Customer%20since&test=none');
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    watched.expectNoFaults();
  });
});

describe('a viewer', () => {
  it('looks, and is offered nothing that he may not do', async () => {
    const other = await fixture.open();
    const { page } = other;
    await page.goto(`/${viewerLink}`);
    await page.getByRole('heading', { name: 'Join Muster' }).waitFor();
    await other.look('invitation');
    await page.getByLabel('New password').fill(viewer.password);
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByText(`${rows - 3} people`).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Import', exact: true }).count()).toBe(0);
    await page.goto('/import');
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    await page.goto('/history');
    await page.getByRole('link', { name: 'View the import of plain.csv' }).first().click();
    await page.getByRole('heading', { name: 'Receipt' }).waitFor();
    expect(await page.getByRole('button', { name: 'Undo this import' }).count()).toBe(0);
    other.expectNoFaults();
    await other.close();
  });
});
