import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WatchedPage } from './browser';
import { plainFile, springCsv } from './files';
import { Fixture } from './fixture';
import { wizard } from './wizard';

const fixture = new Fixture();
let watched: WatchedPage;
beforeAll(async () => {
  const { server } = fixture;
  for (const [form, rows] of [
    ['csv', 50],
    ['xlsx', 1000],
    ['xls', 300],
  ] as const)
    server.run('import', plainFile(server.folder, form, rows), '--auto-map', '--yes');
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

describe('the history', () => {
  it('shows at a glance what the last imports brought, without those that were undone', async () => {
    const { page } = watched;
    await page.goto('/history');
    await page.getByText('1,350 records in the last 3 imports').waitFor();
    await page.getByRole('img', { name: /: plain\.csv 50, plain\.xlsx 1,000, plain\.xls 300$/ }).waitFor();
    await watched.look('history-picture');
    await page.getByRole('link', { name: 'View the import of plain.csv' }).click();
    await page.getByRole('button', { name: 'Undo this import' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('heading', { name: 'This import was undone' }).waitFor();
    await page.goto('/history');
    await page.getByText('1,300 records in the last 3 imports').waitFor();
    watched.expectNoFaults();
  });

  it('keeps what leads further in view, however wide the window is', async () => {
    const { page } = watched;
    const before = page.viewportSize();
    await page.goto('/history');
    const table = page.getByRole('region', { name: 'Import history' });
    for (const width of [800, 1024, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const frame = await table.boundingBox();
      const view = await page.getByRole('link', { name: 'View the import of plain.xlsx' }).boundingBox();
      if (!frame || !view) throw new Error('The list is not shown.');
      expect(view.x + view.width, `${width} pixels`).toBeLessThanOrEqual(frame.x + frame.width);
    }
    if (before) await page.setViewportSize(before);
    watched.expectNoFaults();
  });

  it('lets an import be discarded that nobody agreed to', async () => {
    const { page } = watched;
    await wizard.upload(page, springCsv(fixture.server.folder));
    await page.goto('/history');
    const view = page.getByRole('link', { name: 'View the import of spring.csv' });
    await view.click();
    await page.getByRole('button', { name: 'Discard this import' }).click();
    await page.getByRole('heading', { name: 'Discard the import of spring.csv?' }).waitFor();
    await watched.look('discard');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Discarded the import of spring.csv').waitFor();
    await page.getByRole('link', { name: 'View the import of plain.csv' }).waitFor();
    await expect.poll(() => view.count()).toBe(0);
    watched.expectNoFaults();
  });
});
