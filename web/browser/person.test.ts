import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { Fixture } from './fixture';

const fixture = new Fixture();
const viewer = { email: 'vito@muster.example', password: 'seven ducks in a row' };
let watched: WatchedPage;
let viewerLink = '';

function importLines(name: string, lines: string[]) {
  const path = join(fixture.server.folder, name);
  writeFileSync(path, lines.join('\n'));
  fixture.server.run('import', path, '--auto-map', '--yes');
}

beforeAll(async () => {
  const { server } = fixture;
  server.run('attributes', 'create', 'Points', 'INTEGER');
  server.run('attributes', 'create', 'Member', 'BOOLEAN');
  importLines('visitors.csv', [
    'First name,Last name,E-mail,City',
    'Ana,Horvat,ana@mail.example,Zagreb',
    'Ivan,Novak, IVAN@mail.example ,Split',
  ]);
  importLines('moved.csv', ['E-mail,City', 'ivan@mail.example,Rijeka']);
  viewerLink = /#link=\S+/.exec(server.run('user', 'add', viewer.email, '--role', 'viewer'))?.[0] ?? '';
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

describe('a profile', () => {
  it('is created, and what is wrong stands at its field in the words of the server', async () => {
    const { page } = watched;
    await page.goto('/persons');
    await page.getByRole('link', { name: 'Create profile' }).click();
    await page.getByRole('heading', { name: 'Create profile' }).waitFor();
    const save = page.getByRole('button', { name: 'Create profile' });
    await page.getByLabel('First name').fill('Jürgen');
    await page.getByLabel('Last name').fill('Klein');
    await save.click();
    await page.getByRole('alert').getByText('at least one phone, email or external id').waitFor();

    await page.getByRole('button', { name: 'Add an email' }).click();
    await page.keyboard.type('klein at mail.example'); // the new line has the focus
    await page.getByLabel('Email', { exact: true }).fill('juergen@mail.example');
    await page.getByLabel('Phone').fill('12');
    await page.getByRole('textbox', { name: 'Add a custom attribute' }).click();
    await page.getByRole('option', { name: 'Points' }).click();
    await page.getByLabel('Points').fill('many');
    await save.click();
    await page.getByText('This is no possible phone number.').waitFor();
    await page.getByText('Points takes a number').waitFor();
    expect(await page.getByLabel('Email 2').getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByLabel('Email', { exact: true }).getAttribute('aria-invalid')).not.toBe('true');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Email 2');
    watched.forgive(/status of 400/);
    await watched.look('person-new-faults');

    await page.getByLabel('Email 2').fill('klein@mail.example');
    await page.getByLabel('Phone').fill('+385 91 234 5678');
    await page.getByLabel('Points').fill('1234567890123456789');
    await page.getByRole('textbox', { name: 'Add a custom attribute' }).click();
    await page.getByRole('option', { name: 'Member' }).click();
    await page.getByRole('textbox', { name: 'Member' }).click();
    await page.getByRole('option', { name: 'Yes' }).click();
    await page.getByLabel('Birth date').fill('1980-02-29');
    await page.getByRole('textbox', { name: 'Tags' }).fill('vip');
    await page.keyboard.press('Enter');
    await watched.look('person-new');
    await save.click();
    await page.getByRole('heading', { name: 'Jürgen Klein' }).waitFor();
    await page.getByText('+385912345678').first().waitFor();
    await page.getByText('1980-02-29').first().waitFor();
    await page
      .getByText(/, by ines@muster.example$/)
      .first()
      .waitFor();
    await page.getByText('1234567890123456789').first().waitFor(); // to the last digit
    await page.getByRole('link', { name: 'vip' }).waitFor();
    watched.expectNoFaults();
  });

  it('is edited, and its activity tells what changed and by whom', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Edit profile' }).waitFor();
    expect(await page.getByLabel('Points').inputValue(), 'no digit is lost').toBe('1234567890123456789');
    await page.getByLabel('Last name').fill('Groß');
    await page.getByRole('button', { name: 'Remove klein@mail.example' }).click();
    await page.getByLabel('Points').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Jürgen Groß' }).waitFor();
    const change = page.getByRole('listitem').filter({ hasText: 'Updated' });
    await change.getByRole('row', { name: 'Last name Klein Groß' }).waitFor();
    await change.getByRole('row', { name: 'Points 1234567890123456789' }).waitFor();
    await change.getByRole('row', { name: 'Email klein@mail.example' }).waitFor();
    await change.getByText('by ines@muster.example').waitFor();
    await watched.look('person-activity');
    watched.expectNoFaults();
  });

  it('asks before what was typed is lost', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Nickname').fill('Jü');
    const away = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Import history' });
    await away.click();
    await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor();
    await watched.look('person-leave');
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await page.getByLabel('Nickname').inputValue()).toBe('Jü');
    await page.getByLabel('Nickname').fill('');
    await away.click(); // nothing is lost any more
    await page.getByRole('heading', { name: 'Import history' }).waitFor();
    await page.goBack();
    await page.getByLabel('Nickname').fill('Jü');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('heading', { name: 'Jürgen Groß' }).waitFor();
    watched.expectNoFaults();
  });

  it('does not take what another one has, nor write over what somebody else just changed', async () => {
    const { page } = watched;
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('heading', { name: 'Edit profile' }).waitFor();
    const email = page.getByLabel('Email', { exact: true });
    await email.fill('ANA@mail.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Another person has this already.').waitFor();
    expect(await email.getAttribute('aria-invalid')).toBe('true');
    await page.getByText('ana@mail.example belongs to').getByRole('link', { name: 'Ana Horvat' }).waitFor();
    watched.forgive(/status of 400/);
    await watched.look('person-taken');
    await email.fill('juergen@mail.example');

    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByLabel('City').fill('Graz');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByRole('heading', { name: 'Jürgen Groß' }).waitFor();
    await other.close();
    await page.getByLabel('City').fill('Linz');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else changed this profile').waitFor();
    await page.getByRole('button', { name: 'Show the profile as it is now' }).click();
    await page.getByRole('heading', { name: 'Jürgen Groß' }).waitFor();
    await page.getByRole('row', { name: 'City Graz' }).waitFor();
    watched.expectNoFaults();
  });

  it('tells from which imports it is', async () => {
    const { page } = watched;
    await page.goto('/persons');
    await page.getByRole('link', { name: 'Ivan Novak' }).click();
    const change = page.getByRole('listitem').filter({ hasText: 'Updated' });
    await change.getByRole('row', { name: 'City Split Rijeka' }).waitFor();
    await change.getByRole('link', { name: 'moved.csv, row 2' }).waitFor();
    await change.getByRole('button', { name: 'Show the row in the file' }).click();
    await change.getByRole('row', { name: 'City Rijeka City Rijeka' }).waitFor();
    const creation = page.getByRole('listitem').filter({ hasText: 'Created' });
    await creation.getByRole('button', { name: 'Show the row in the file' }).click();
    await creation.getByText('Row 3 of visitors.csv').waitFor();
    await creation.getByRole('row', { name: 'E-mail IVAN@mail.example Email ivan@mail.example' }).waitFor();
    await watched.look('person-file-row');
    await creation.getByRole('button', { name: 'Hide the row' }).click();
    expect(await page.getByText('Row 3 of visitors.csv').count()).toBe(0);
    await page.getByRole('link', { name: 'visitors.csv' }).click();
    await page.getByRole('heading', { name: 'visitors.csv', level: 1 }).waitFor();
    watched.expectNoFaults();
  });
});

describe('two profiles of one person', () => {
  it('are led to when one is created again, and become one where one is edited', async () => {
    const { page } = watched;
    await page.goto('/persons/new');
    await page.getByLabel('First name').fill('Anna');
    await page.getByLabel('Phone').fill('+385 91 777 8888');
    await page.getByLabel('Email', { exact: true }).fill('ana@mail.example');
    const save = page.getByRole('button', { name: 'Create profile' });
    await save.click();
    const notice = page.getByRole('alert').filter({ hasText: 'ana@mail.example belongs to' });
    await notice.waitFor();
    expect(await notice.getByRole('button').count(), 'a new profile has nothing to merge').toBe(0);
    watched.forgive(/status of 400/);
    await page.getByLabel('Email', { exact: true }).fill('');
    await notice.waitFor({ state: 'detached' });
    await save.click();
    await page.getByRole('heading', { name: 'Anna', exact: true }).waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Email', { exact: true }).fill('ana@mail.example');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Merge both' }).click();
    watched.forgive(/status of 400/);
    const dialog = page.getByRole('dialog');
    await dialog.getByText('+385917778888').waitFor();
    await dialog.getByRole('radio', { name: 'Ana', exact: true }).click();
    await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('heading', { name: 'Ana Horvat' }).waitFor();
    await page.getByText('ana@mail.example').first().waitFor();
    await page.getByText('+385917778888').first().waitFor();
    watched.expectNoFaults();
  });
});

describe('a viewer', () => {
  it('sees the activity, and can change nothing', async () => {
    const other = await fixture.open();
    const { page } = other;
    await page.goto(`/${viewerLink}`);
    await page.getByLabel('New password').fill(viewer.password);
    await page.getByRole('button', { name: 'Set password and sign in' }).click();
    await page.getByRole('link', { name: 'Ivan Novak' }).click();
    await page.getByRole('link', { name: 'moved.csv, row 2' }).waitFor();
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    await page.goto('/persons/new');
    await page.getByRole('heading', { name: 'You may not see this' }).waitFor();
    other.expectNoFaults();
    await other.close();
  });
});
