import type { Browser } from 'playwright-core';
import { openBrowser, WatchedPage } from './browser';
import { Server } from './server';

export const administrator = { email: 'ines@muster.example', password: 'a horse walks into a bar' };

/** A fresh server and a browser for the tests of one file. */
export class Fixture {
  readonly server = new Server();
  private browser: Browser | undefined;

  async start(...options: string[]): Promise<void> {
    await this.server.start(...options);
    this.browser = await openBrowser();
  }

  async end(): Promise<void> {
    await this.browser?.close();
    await this.server.remove();
  }

  open(): Promise<WatchedPage> {
    if (!this.browser) throw new Error('The browser is not started.');
    return WatchedPage.open(this.browser, this.server.address);
  }

  /** Makes the first administrator, and gives a page in which he is signed in. */
  async openSignedIn(): Promise<WatchedPage> {
    const watched = await this.open();
    const { page } = watched;
    await page.goto(await this.server.firstLink());
    await page.getByLabel('Your email').fill(administrator.email);
    await page.getByLabel('New password').fill(administrator.password);
    await page.getByRole('button', { name: 'Create administrator' }).click();
    await page.getByRole('navigation', { name: 'Main' }).waitFor();
    return watched;
  }
}
