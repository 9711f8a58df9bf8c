import type { Page } from 'playwright-core';

/** What a person does in the import's steps. */
export const wizard = {
  async upload(page: Page, path: string): Promise<void> {
    await page.goto('/import');
    await page.getByLabel('Choose a file').setInputFiles(path);
    await page.getByRole('heading', { name: 'How your file is read' }).waitFor();
    await page.getByRole('heading', { name: 'First rows' }).waitFor();
  },

  async goOn(page: Page, heading: string): Promise<void> {
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: heading }).waitFor();
  },

  async choose(page: Page, label: string, option: string): Promise<void> {
    await page.getByRole('textbox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  },

  /** The number beneath an outcome's name in the picture of outcomes. */
  async outcome(page: Page, name: string): Promise<number> {
    const part = page.locator('dl > div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) });
    const text = await part
      .first()
      .locator('dd')
      .evaluate((element) => element.firstChild?.textContent ?? '');
    return Number(text.replaceAll(',', ''));
  },
};
