import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { springCsv } from './files';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
const viewer = { email: 'vito@muster.example', password: 'seven ducks in a row' };
let watched: WatchedPage;
let viewerLink = '';

beforeAll(async () => {
  const said = fixture.server.run('user', 'add', viewer.email, '--role', 'viewer');
  viewerLink = /#link=\S+/.exec(said)?.[0] ?? '';
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

async function keepSpringAs(name: string) {
  const { page } = watched;
  await wizard.upload(page, springCsv(fixture.server.folder));
  await wizard.goOn(page, 'Where the columns go');
  await page.getByRole('button', { name: /^Probably Phone/ }).click();
  await page.getByRole('textbox', { name: 'Option of Telefon' }).fill('Croat');
  await page.getByRole('option', { name: 'Croatia' }).click();
  await wizard.goOn(page, 'What the import will do');
  await wizard.goOn(page, 'Ready to import');
  await page.getByRole('checkbox', { name: /^Keep this mapping/ }).check();
  await page.getByRole('textbox', { name: 'Name of the recipe' }).fill(name);
  await page.getByRole('button', { name: 'Import now' }).click();
  await page.getByRole('heading', { name: 'Files' }).waitFor();
}

describe('recipes', () => {
  it('are empty before one is kept', async () => {
    const { page } = watched;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Recipes' }).click();
    await page.getByRole('heading', { name: 'No recipes yet' }).waitFor();
    await watched.look('recipes-empty');
  });

  it('tell what they map, in words', async () => {
    const { page } = watched;
    await keepSpringAs('Spring fair');
    await page.goto('/recipes');
    await page.getByRole('heading', { name: 'Spring fair' }).waitFor();
    await page.getByText('1 recipe', { exact: true }).waitFor();
    const lines = page.getByRole('list', { name: 'Where the columns go' }).getByRole('listitem');
    await lines.filter({ hasText: /E-Mail.*Email/ }).waitFor();
    await lines.filter({ hasText: /Telefon.*Phone.*Croatia/ }).waitFor();
    await watched.look('recipes');
  });

  it('are renamed to a name that is free', async () => {
    const { page } = watched;
    await keepSpringAs('Autumn fair');
    await page.goto('/recipes');
    await page.getByRole('button', { name: 'Rename Spring fair' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('autumn fair');
    await page.getByText('There is one of this name already.').waitFor();
    expect(await page.getByRole('button', { name: 'Rename', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('dialog').getByLabel('Name').fill('Every fair');
    await page.keyboard.press('Enter');
    await page.getByText('The recipe is called Every fair now').waitFor();
    await page.getByRole('heading', { name: 'Every fair' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Spring fair' }).count()).toBe(0);
  });

  it('are deleted after being asked', async () => {
    const { page } = watched;
    await page.getByRole('button', { name: 'Delete Autumn fair' }).click();
    await page.getByText('The mapping of 8 columns is gone.').waitFor();
    await watched.look('recipes-delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('Deleted the recipe Autumn fair').waitFor();
    await page.getByText('1 recipe', { exact: true }).waitFor();
  });

  it('are offered by the wizard under their new name', async () => {
    const { page } = watched;
    await wizard.upload(page, springCsv(fixture.server.folder));
    await wizard.goOn(page, 'Where the columns go');
    await page.getByRole('button', { name: 'Same as in Every fair' }).click();
    await page.getByRole('heading', { name: 'What the import will do' }).waitFor();
    await page.getByRole('navigation', { name: 'Steps of the import' }).getByRole('link', { name: 'Mapping' }).click();
    await expect.poll(() => page.getByRole('textbox', { name: 'Option of Telefon' }).inputValue()).toBe('Croatia');
    watched.expectNoFaults();
  });

  it('begin an import that follows them, until it is begun without', async () => {
    const { page } = watched;
    await page.goto('/recipes');
    await page.getByRole('link', { name: 'Import a file with Every fair' }).click();
    await page.getByText(/as in the recipe Every fair/).waitFor();
    await watched.look('recipe-upload');
    await page.getByLabel('Choose a file').setInputFiles(springCsv(fixture.server.folder, 'summer.csv'));
    await page.getByText('Prepared as in the recipe Every fair').waitFor();
    await page.getByRole('heading', { name: 'First rows' }).waitFor();
    await wizard.goOn(page, 'Where the columns go');
    const country = page.getByRole('textbox', { name: 'Option of Telefon' });
    await expect.poll(() => country.inputValue()).toBe('Croatia');
    expect(await page.getByRole('button', { name: 'Same as in Every fair' }).count()).toBe(0);
    await watched.look('recipe-followed');
    await wizard.goOn(page, 'What the import will do');
    await expect.poll(() => wizard.outcome(page, 'Unchanged')).toBeGreaterThan(900);

    await page.getByRole('button', { name: 'Begin without it' }).click();
    await page.getByRole('heading', { name: 'How your file is read' }).waitFor();
    await page.getByText('Prepared as in the recipe').waitFor({ state: 'detached' });
    await wizard.goOn(page, 'Where the columns go');
    await page.getByRole('button', { name: 'Same as in Every fair' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Field of Telefon' }).inputValue()).toBe('');
  });

  it('say which of their columns a file lacks, and map the others', async () => {
    const { page } = watched;
    const path = join(fixture.server.folder, 'short.csv');
    writeFileSync(path, 'Vorname;E-Mail;Stadt\nAna;short1@mail.example;Zagreb\nIvan;short2@mail.example;Split\n');
    await page.goto('/recipes');
    await page.getByRole('link', { name: 'Import a file with Every fair' }).click();
    await page.getByText(/as in the recipe Every fair/).waitFor();
    await page.getByLabel('Choose a file').setInputFiles(path);
    await page.getByRole('heading', { name: 'First rows' }).waitFor();
    await wizard.goOn(page, 'Where the columns go');
    await page.getByText('does not have 3 columns of the recipe: Nachname, Telefon, Geburtsdatum').waitFor();
    await page.getByText('All 2 rows are fine').waitFor();
    await wizard.goOn(page, 'What the import will do');
    await expect.poll(() => wizard.outcome(page, 'Created')).toBe(2);
    watched.expectNoFaults();
  });

  it('are for a viewer to look at', async () => {
    const other = await fixture.open();
    const { page } = other;
    await page.goto(`/${viewerLink}`);
    await page.getByLabel('New password').fill(viewer.password);
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Recipes' }).click();
    await page.getByRole('heading', { name: 'Every fair' }).waitFor();
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    other.expectNoFaults();
    await other.close();
  });
});
