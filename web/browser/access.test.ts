import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, Fixture } from './fixture';

const fixture = new Fixture();
beforeAll(() => fixture.start());
afterAll(() => fixture.end());

describe('the way in', () => {
  it('lets the first administrator in by the link that the server printed', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    const link = await fixture.server.firstLink();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Welcome to Muster' }).waitFor();
    expect(page.url(), 'the token stays in the address').not.toContain('link=');
    await watched.look('first-start');

    await page.getByRole('button', { name: 'Create administrator' }).click();
    await page.getByText('This is no email address.').waitFor();
    await page.getByText('This is shorter than 8 characters.').waitFor();
    await page.getByLabel('Your email').fill(administrator.email);
    await page.getByLabel('New password').fill('password1234');
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await page.getByRole('alert').waitFor();
    watched.forgive(/status of 400/);
    await page.getByLabel('New password').fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    await page.getByRole('button', { name: `Account of ${administrator.email}` }).waitFor();

    await page.reload(); // the session is in the cookie
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    watched.expectNoFaults();
    await watched.close();

    const other = await fixture.open();
    await other.page.goto(link);
    await other.page.getByRole('heading', { name: 'This link does not work any more' }).waitFor();
    other.forgive(/status of 401/);
    await other.page.getByRole('button', { name: 'Go to sign in' }).click();
    await other.page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    other.expectNoFaults();
    await other.close();
  });

  it('signs in, shows the page that was asked for, and signs out', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    await page.goto('/profile');
    await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    watched.expectNoFaults();
    await watched.look('sign-in');

    await page.getByLabel('Email').fill(administrator.email);
    await page.getByRole('textbox', { name: 'Password' }).fill('not this one');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Email or password is not right.').waitFor();
    watched.forgive(/status of 401/);

    await page.getByRole('textbox', { name: 'Password' }).fill(administrator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await watched.look('profile');

    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    watched.expectNoFaults();
    await watched.close();
  });

  it('speaks the languages of its catalogues', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    await page.goto('/');
    for (const [name, heading] of [
      ['de', 'Bei Muster anmelden'],
      ['hr', 'Prijava u Muster'],
      ['ja', 'Muster にサインイン'],
    ] as const) {
      await page.getByRole('main').getByRole('combobox').selectOption(name);
      await page.getByRole('heading', { name: heading }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(name);
    }
    await page.reload();
    await page.getByRole('heading', { name: 'Muster にサインイン' }).waitFor();
    watched.expectNoFaults();
    await watched.close();
  });

  it('can be used by keyboard alone', async () => {
    const watched = await fixture.open();
    const { page } = watched;
    await page.goto('/history');
    await page.getByRole('heading', { name: 'Sign in to Muster' }).waitFor();
    await page.keyboard.type(administrator.email); // the first field has the focus
    await page.keyboard.press('Tab');
    await page.keyboard.type(administrator.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Import history' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    watched.expectNoFaults();
    await watched.close();
  });
});
