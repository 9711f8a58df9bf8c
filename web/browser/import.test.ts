import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile, spring, springCsv } from './files';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
let watched: WatchedPage;
beforeAll(async () => {
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

const rejected = spring.wrongEmails + spring.wrongPhones + spring.wrongDates;

describe('the import of a file as people send it', () => {
  it('begins with an empty history that says what to do', async () => {
    await watched.page.goto('/history');
    await watched.page.getByRole('heading', { name: 'No imports yet' }).waitFor();
    await watched.look('history-empty');
    await watched.page.getByRole('link', { name: 'Import people' }).click();
    await watched.page.getByRole('heading', { name: 'Drop a file here' }).waitFor();
    await watched.look('import-upload');
  });

  it('shows how the file is read, and reads it otherwise at once', async () => {
    const { page } = watched;
    await wizard.upload(page, springCsv(fixture.server.folder));
    await page.getByText('Spring fair visitors').waitFor();
    await page.getByText('1,000 rows of data').waitFor();
    await watched.look('import-read');

    await page.getByRole('button', { name: 'Let the data begin in row 8' }).click();
    await page.getByText('997 rows of data').waitFor();
    expect(page.url(), 'the choice is in the address').toContain('firstRow=8');
    await page.reload();
    await page.getByText('997 rows of data').waitFor();
    await page.getByRole('group', { name: 'Delimiter' }).getByRole('button', { name: 'Comma ,' }).click();
    await page.getByText('Spring fair visitors').waitFor();
    await page.goBack(); // to another page and here again: all as found
    await page.goto(page.url().replace(/\?.*/, ''));
  });

  it('maps columns, and tells of each how many of its values are wrong', async () => {
    const { page } = watched;
    await wizard.upload(page, springCsv(fixture.server.folder));
    await wizard.goOn(page, 'Where the columns go');
    for (const holds of ['Email addresses', 'Phone numbers', 'Dates'])
      await page.getByText(`${holds} · 100% filled`, { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Probably Phone/ }).click();
    await page.getByText('1,000 errors').waitFor(); // national numbers without a country
    await page.getByRole('textbox', { name: 'Option of Telefon' }).fill('Croat');
    await page.getByRole('option', { name: 'Croatia' }).click();
    await page.getByRole('button', { name: /^Probably External ID/ }).click();
    await wizard.choose(page, 'Field of Interessen', 'Tags');
    await wizard.choose(page, 'Option of Interessen', 'Pipe');
    await page.getByText(`${rejected} rows would be rejected`).waitFor();
    for (const count of [spring.wrongEmails, spring.wrongPhones, spring.wrongDates]) {
      await page.getByText(`${count} errors`, { exact: true }).waitFor();
    }
    await watched.look('import-map');

    await wizard.choose(page, 'Option of Geburtsdatum', 'MM/dd/yyyy');
    await page.getByText(`${spring.rows.toLocaleString('en')} errors`, { exact: true }).waitFor();
    await wizard.choose(page, 'Option of Geburtsdatum', 'dd.MM.yyyy');
    await page.getByText(`${spring.wrongDates} errors`, { exact: true }).waitFor();

    // a field with one place moves, and undo brings a column back
    await wizard.choose(page, 'Field of Stadt', 'Last name');
    const surname = page.getByRole('textbox', { name: 'Field of Nachname' });
    await expect.poll(() => surname.inputValue()).toBe('');
    await page.getByRole('button', { name: 'Undo the changes of Nachname' }).click();
    await page.getByRole('button', { name: 'Undo the changes of Stadt' }).click();
    await expect.poll(() => surname.inputValue()).toBe('Last name');

    await wizard.choose(page, 'Field of Stadt', '+ Add a new field');
    await page.getByRole('dialog').getByLabel('Name').fill('Home town');
    await page.getByRole('button', { name: 'Add field' }).click();
    await page.getByText(`${rejected} rows would be rejected`).waitFor();
  });

  it('keeps a choice that was made in the moment in which the page is left', async () => {
    const { page } = watched;
    const address = page.url();
    for (const type of ['Customers', 'Leads']) {
      const choice = page.getByRole('radio', { name: type });
      // in one go: a choice rests for a moment before it is sent, and this page has no such moment
      await choice.evaluate((radio: HTMLElement) => {
        radio.click();
        window.location.href = '/history';
      });
      await page.getByRole('heading', { name: 'Import history' }).waitFor();
      await page.goto(address);
      await choice.waitFor({ state: 'attached' }); // its label is what is seen of it
      expect(await choice.isChecked(), type).toBe(true);
    }
    await page.getByText(`${rejected} rows would be rejected`).waitFor();
  });

  it('comes back where it was left, also in another browser', async () => {
    const address = watched.page.url().replace(/\/map.*/, '');
    await watched.page.goto('/history');
    await watched.page.goto(address);
    await watched.page.getByRole('heading', { name: 'What the import will do' }).waitFor();
    await watched.page
      .getByRole('navigation', { name: 'Steps of the import' })
      .getByRole('link', { name: 'Mapping' })
      .click();
    const field = watched.page.getByRole('textbox', { name: 'Field of Stadt' });
    await expect.poll(() => field.inputValue()).toBe('Home town (new)');
    await wizard.goOn(watched.page, 'What the import will do');
  });

  it('checks all rows, shows what is wrong where, and plans again with another choice', async () => {
    const { page } = watched;
    await expect.poll(() => wizard.outcome(page, 'Created')).toBe(spring.rows - rejected);
    expect(await wizard.outcome(page, 'Rejected')).toBe(rejected);
    await page.getByRole('button', { name: /E-Mail:/ }).click();
    await page.getByText('person7 at mail.example').first().waitFor();
    await watched.look('import-check');

    await page.getByRole('button', { name: 'Show the rows' }).click();
    await page.getByRole('button', { name: /^Invalid email/ }).waitFor();
    await expect.poll(() => page.getByRole('row').count()).toBe(1 + spring.wrongEmails);
    await page.getByRole('button', { name: /^Invalid email/ }).click();

    await page.getByRole('button', { name: 'Show what row 5 does' }).click();
    await page.getByRole('dialog').getByText('person0@mail.example').waitFor();
    await watched.look('import-difference');
    await page.getByRole('button', { name: 'Close' }).click();

    await page.getByText('Leave the value out').click();
    await expect.poll(() => wizard.outcome(page, 'Rejected')).toBe(0);
    await page.getByText('Reject the row').first().click();
    await expect.poll(() => wizard.outcome(page, 'Rejected')).toBe(rejected);
    await page.getByText('Automatically').click();
    await page.getByText('With the date and time of the import.').waitFor();
    await wizard.goOn(page, 'Ready to import');
    await page.getByText('Tag everybody with the date and time of the import').waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'What the import will do' }).waitFor();
    const isTaken = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await page.getByText('Manually').click();
    expect((await isTaken).ok(), 'no tag can be named so soon').toBe(true);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('Name one tag or more').waitFor();
    const tags = page.getByRole('textbox', { name: 'Tags' });
    expect(await tags.evaluate((field) => field === document.activeElement)).toBe(true);
    await tags.fill('spring');
  });

  it('goes on when the plan begins to be made anew while the button is held down', async () => {
    const { page } = watched;
    const toContinue = page.getByRole('button', { name: 'Continue' });
    const isChanged = page.waitForResponse((response) => response.request().method() === 'PATCH');
    await toContinue.hover();
    await page.keyboard.press('Enter');
    await page.mouse.down();
    await isChanged;
    // the page has seen the answer, and looks for the new plan half a second later
    await page.waitForTimeout(200);
    await page.mouse.up();
    await page.getByRole('heading', { name: 'Ready to import' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'What the import will do' }).waitFor();
  });

  it('gives the rejected rows in the shape of the file', async () => {
    const download = watched.page.waitForEvent('download');
    await watched.page.getByRole('link', { name: 'Rejected rows CSV' }).click();
    const path = join(fixture.server.folder, 'rejected.csv');
    await (await download).saveAs(path);
    const lines = readFileSync(path, 'utf8').trim().split(/\r?\n/);
    expect(lines.filter((line) => /K-\d+/.test(line))).toHaveLength(rejected);
  });

  it('says what will happen, does it, and shows what came of it', async () => {
    const { page } = watched;
    await wizard.goOn(page, 'Ready to import');
    await page.getByText(`Create ${spring.rows - rejected} people`).waitFor();
    await page.getByText(`Reject ${rejected} rows`).waitFor();
    await page.getByText('Tag everybody with spring').waitFor();
    await page.getByLabel(/Keep this mapping/).check();
    await page.getByLabel('Name of the recipe').fill('Fair');
    await watched.look('import-confirm');
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByText('Completed with errors').waitFor();
    await page.getByRole('heading', { name: 'Receipt' }).waitFor();
    await watched.look('import-result');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('It holds').waitFor();
  });

  it('does the next file as the last one, in one click, whose people it then knows', async () => {
    const { page } = watched;
    const rejectedFile = join(fixture.server.folder, 'rejected.csv');
    const corrected = join(fixture.server.folder, 'corrected.csv');
    writeFileSync(
      corrected,
      readFileSync(rejectedFile, 'utf8').replaceAll(' at ', '@').replaceAll(';12;', ';091 555 6666;'),
    );
    await wizard.upload(page, springCsv(fixture.server.folder, 'again.csv'));
    await watched.look('import-known');
    await page.getByRole('button', { name: 'Same as in Fair' }).click();
    await page.getByRole('heading', { name: 'What the import will do' }).waitFor();
    await page.getByText('Prepared as in the recipe Fair').waitFor();
    expect(await page.getByRole('radio', { name: 'Manually' }).isChecked(), 'the tags are as they were').toBe(true);
    await page.getByText('spring', { exact: true }).waitFor();
    await expect.poll(() => wizard.outcome(page, 'Unchanged')).toBe(spring.rows - rejected);
    await page.getByText('Discard', { exact: true }).click();
    await expect.poll(() => wizard.outcome(page, 'Discarded')).toBe(spring.rows - rejected);

    await wizard.upload(page, corrected);
    await page.getByText(`${rejected} rows of data`).waitFor();
  });

  it('is undone with a look before', async () => {
    const { page } = watched;
    await page.goto('/history');
    await page.getByRole('link', { name: 'View the import of spring.csv' }).last().waitFor();
    await watched.look('history');
    await page
      .getByRole('row')
      .filter({ hasText: 'Completed with errors' })
      .getByRole('link', { name: /^View/ })
      .click();
    await page.getByRole('link', { name: 'Show these people' }).click();
    await page.getByText(`${(spring.rows - rejected).toLocaleString('en')} people`).waitFor();
    await page.getByRole('textbox', { name: 'Import', exact: true }).waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByText(`Remove ${spring.rows - rejected} people that it created`).waitFor();
    await watched.look('undo');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByRole('heading', { name: 'This import was undone' }).waitFor();
    await page.getByText('Undone', { exact: true }).waitFor();
    watched.expectNoFaults();
  });
});

describe('a plain file', () => {
  it.each(['csv', 'xlsx', 'xls', 'zip'] as const)('of the format %s needs no correction', async (form) => {
    const { page } = watched;
    const count = form === 'xlsx' ? 1000 : 50;
    await wizard.upload(page, plainFile(fixture.server.folder, form, count));
    await wizard.goOn(page, 'Where the columns go');
    await page.getByText(`All ${count.toLocaleString('en')} rows are fine`).waitFor();
    await wizard.goOn(page, 'What the import will do');
    await wizard.goOn(page, 'Ready to import');
    await page.getByRole('button', { name: 'Import now' }).click();
    await page.getByText('Completed', { exact: true }).waitFor();
    expect(await wizard.outcome(page, 'Created')).toBe(count);
    watched.expectNoFaults();
  });
});
