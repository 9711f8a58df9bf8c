import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogues, english, type Locale } from '../src/language/catalogues';
import type { WatchedPage } from './browser';
import { plainFile, springCsv } from './files';
import { Fixture } from './fixture';

const fixture = new Fixture();
let watched: WatchedPage;

beforeAll(async () => {
  fixture.server.run('import', plainFile(fixture.server.folder, 'csv', 5), '--auto-map', '--yes');
  await fixture.start();
  watched = await fixture.openSignedIn();
});
afterAll(() => fixture.end());

/** What people see or hear of a page: its texts, and those of its labels. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      if (node instanceof Text && node.parentElement?.closest('script, style')) continue;
      if (node instanceof Text) texts.push(node.data);
      if (node instanceof Element)
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) texts.push(node.getAttribute(name) ?? '');
    }
    return texts.map((text) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
  });
}

/** Which of these texts are English texts of the app, and no words of the other language as well. */
async function englishAmong(texts: string[], locale: Locale): Promise<string[]> {
  const own = await catalogues[locale]();
  const shared = new Set(Object.values(own).flatMap((text) => text.split('|')));
  // "{done} of {all}" is in many a sentence: what has places is known by a word of some length
  const isTelling = (form: string) =>
    form.includes('{') ? /\p{L}{4}/u.test(form.replace(/\{\w+\}/g, '')) : /\p{L}{2}/u.test(form);
  const forms = Object.values(english)
    .flatMap((text) => text.split('|'))
    .filter((form) => !shared.has(form) && isTelling(form));
  const escaped = forms.map((form) => form.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+'));
  const pattern = new RegExp(`^(${escaped.join('|')})$`);
  return texts.filter((text) => pattern.test(text));
}

async function expectNoEnglish(page: Page, locale: Locale, where: string) {
  const texts = await textsOf(page);
  expect(texts.length, where).toBeGreaterThan(5);
  expect(await englishAmong(texts, locale), where).toEqual([]);
}

async function speak(page: Page, locale: Locale) {
  await page.evaluate((chosen) => window.localStorage.setItem('muster.language', chosen), locale);
  await page.reload();
  await page.locator(`html[lang="${locale}"]`).waitFor();
}

describe('an import in German', () => {
  it('leaves no English text of the app on any of its pages, and tells in German what the server tells', async () => {
    const { page } = watched;
    expect(await englishAmong(await textsOf(page), 'de'), 'the English page is told as such').not.toEqual([]);
    await speak(page, 'de');
    await page.goto('/import');
    await page.getByRole('heading', { name: 'Personen importieren' }).waitFor();
    await expectNoEnglish(page, 'de', 'upload');
    const picture = join(fixture.server.folder, 'picture.csv');
    writeFileSync(picture, Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex'));
    await page.locator('input[type=file]').setInputFiles(picture);
    await page.getByText('Die Datei ist keine Tabelle, die hier gelesen wird.').waitFor();
    watched.forgive(/status of 415/);
    await page.locator('input[type=file]').setInputFiles(springCsv(fixture.server.folder));
    const goOn = page.getByRole('button', { name: 'Weiter' });
    await page.getByRole('heading', { name: 'Erste Zeilen' }).waitFor();
    await page.getByText('Text mit Trennzeichen').waitFor();
    await page.getByRole('button', { name: 'Doppeltes "' }).waitFor();
    await expectNoEnglish(page, 'de', 'read');
    await watched.look('german-read');

    await goOn.click();
    await page.getByRole('heading', { name: 'Wohin die Spalten gehören' }).waitFor();
    await page.getByText(/Zeilen? würden? abgelehnt|Zeilen sind in Ordnung/).waitFor();
    await expectNoEnglish(page, 'de', 'map');
    await watched.look('german-map');

    await goOn.click();
    await page.getByRole('heading', { name: 'Was der Import tun wird' }).waitFor();
    await page.getByRole('heading', { name: 'Alle Zeilen' }).waitFor();
    await page.getByText('Das ist keine E-Mail-Adresse. Schreiben Sie sie wie').first().waitFor();
    await expectNoEnglish(page, 'de', 'check');
    await watched.look('german-check');

    await goOn.click();
    await page.getByRole('heading', { name: 'Bereit zum Import' }).waitFor();
    await expectNoEnglish(page, 'de', 'confirm');
    await page.getByRole('button', { name: 'Jetzt importieren' }).click();
    await page.getByRole('heading', { name: 'Beleg' }).waitFor();
    await expectNoEnglish(page, 'de', 'result');
    watched.expectNoFaults();
  });
});

describe.each(['de', 'hr', 'ja'] as const)('the language %s', (locale) => {
  it('is spoken by the pages of people', async () => {
    const { page } = watched;
    await speak(page, locale);
    for (const address of ['/persons', '/persons/1', '/persons/new', '/history', '/import', '/profile']) {
      await page.goto(address);
      await page.locator('#page-title').waitFor();
      await page.waitForLoadState('networkidle');
      await expectNoEnglish(page, locale, address);
    }
    await page.goto('/persons');
    await page.getByRole('row').nth(1).waitFor();
    await watched.look(`persons-${locale}`);
    watched.expectNoFaults();
  });
});
