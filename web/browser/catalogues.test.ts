import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile } from './files';
import { Fixture } from './fixture';

const fixture = new Fixture();
const viewer = { email: 'vito@muster.example', password: 'seven ducks in a row' };
const rows = 40;
let watched: WatchedPage;
let viewerLink = '';

beforeAll(async () => {
  const { server } = fixture;
  const since = ['--map', 'Customer since=Since', '--new-attribute', 'Since:INTEGER'];
  const columns = ['--auto-map', '--map', 'E-mail=email', ...since, '--tag', 'Spring fair'];
  server.run('import', plainFile(server.folder, 'csv', rows), ...columns, '--yes');
  viewerLink = /#link=\S+/.exec(server.run('user', 'add', viewer.email, '--role', 'viewer'))?.[0] ?? '';
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

describe('tags', () => {
  it('are listed with how many people have each, which leads to them', async () => {
    const { page } = watched;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Tags' }).click();
    await page.getByRole('heading', { name: 'Tags', level: 1 }).waitFor();
    const people = page.getByRole('link', { name: `${rows} people with Spring fair` });
    expect(await people.textContent()).toBe(String(rows));
    await people.click();
    await page.getByText(`${rows} people`).waitFor();
    expect(new URL(page.url()).searchParams.get('tag')).toBe('Spring fair');
    await page.goBack();
  });

  it('are created once, by keyboard', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'New tag' }).press('Enter');
    await expect.poll(() => page.getByLabel('Name').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('spring FAIR');
    await page.getByText('There is one of this name already.').waitFor();
    expect(await page.getByRole('button', { name: 'Create tag' }).isDisabled()).toBe(true);
    await page.getByLabel('Name').fill('R&D / 50 %');
    await watched.look('tags-new');
    await page.keyboard.press('Enter');
    await page.getByText('Created the tag R&D / 50 %').waitFor();
    await page.getByText('2 tags').waitFor();
    await watched.look('tags');
  });

  it('are found, and deleted when nobody has them', async () => {
    const { page } = watched;
    const search = page.getByRole('textbox', { name: 'Search' });
    await search.fill('nothing like it');
    await page.getByRole('heading', { name: 'Nothing fits' }).waitFor();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await search.fill('r&d');
    await page.getByText('1 tag', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete R&D / 50 %' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the tag R&D / 50 %').waitFor();
    await search.fill('');
    await page.getByText('1 tag', { exact: true }).waitFor();
  });

  it('say who has them instead of being deleted', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Delete Spring fair' }).click();
    await page.getByText(`${rows} people have this tag.`).waitFor();
    await watched.look('tags-delete');
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Show who has it' }).click();
    await page.getByText(`${rows} people`).waitFor();
    watched.expectNoFaults();
  });
});

describe('custom attributes', () => {
  it('are listed with their types, created and found', async () => {
    const { page } = watched;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Custom attributes' }).click();
    await page.getByRole('row', { name: /Since Whole number/ }).waitFor();
    await page.getByRole('button', { name: 'New attribute' }).click();
    await page.getByLabel('Name').fill('city');
    await page.getByText('There is one of this name already.').waitFor(); // a field that everybody has
    await page.getByLabel('Name').fill('Shoe {size}');
    await page.getByText('A name has none of the signs').waitFor();
    await page.getByLabel('Name').fill('Shoe size');
    await page.getByRole('textbox', { name: 'Type' }).click();
    await page.getByRole('option', { name: 'Decimal number' }).click();
    await watched.look('attributes-new');
    await page.getByRole('button', { name: 'Create attribute' }).click();
    await page.getByText('2 attributes').waitFor();
    await page.getByRole('row', { name: /Shoe size Decimal number/ }).waitFor();
    await watched.look('attributes');
  });

  it('are deleted only while nobody has a value', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Delete Shoe size' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the attribute Shoe size').waitFor();
    await page.getByText('1 attribute', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete Since' }).click();
    await page.getByRole('dialog').getByText('40 people have a value of it').waitFor();
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await watched.look('attributes-delete');
    await page.getByRole('dialog').getByRole('link', { name: 'Show who has one' }).click();
    await page.getByText('40 people').waitFor();
    watched.expectNoFaults();
  });
});

describe('a viewer', () => {
  it('sees tags and attributes, and is offered no change', async () => {
    const other = await fixture.open();
    const { page } = other;
    await page.goto(`/${viewerLink}`);
    await page.getByLabel('New password').fill(viewer.password);
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByText(`${rows} people`).waitFor();
    await page.goto('/tags');
    await page.getByRole('link', { name: `${rows} people with Spring fair` }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    await page.goto('/attributes');
    await page.getByRole('row', { name: /Since/ }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    other.expectNoFaults();
    await other.close();
  });
});
