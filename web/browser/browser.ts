import axe from 'axe-core';
import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';

const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const screenshots = new URL('../../build/screenshots/', import.meta.url).pathname;

export const widths = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } } as const;
/** The smallest phone, and the widest screen, that pages are held against without a picture. */
const extremes = [
  { width: 360, height: 800 },
  { width: 1920, height: 1080 },
] as const;
/** Milliseconds until a page was told of its new width, and fonts are there. */
const settling = 150;

/** Starts Chromium. Its sandbox does not run as root, as which tests run in containers. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', '--lang=en-US'] });
}

/** A page that is watched: what its console says, and whom it asks. */
export class WatchedPage {
  private readonly faults: string[] = [];

  private constructor(readonly page: Page) {}

  static async open(browser: Browser, address: string): Promise<WatchedPage> {
    const context = await browser.newContext({
      baseURL: address,
      viewport: widths.wide,
      locale: 'en-US',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const watched = new WatchedPage(page);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        watched.faults.push(`console: ${message.text()} [${message.location().url}]`);
    });
    page.on('pageerror', (error) => watched.faults.push(`defect: ${error.message}`));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(address) && !url.startsWith('data:') && !url.startsWith('blob:'))
        watched.faults.push(`asks another host: ${url}`);
    });
    page.setDefaultTimeout(20_000);
    return watched;
  }

  /** A failed call that a test brings about on purpose: the browser tells each in its console. */
  forgive(pattern: RegExp): void {
    const rest = this.faults.filter((fault) => !pattern.test(fault));
    expect(rest.length, `nothing to forgive that fits ${pattern.source}`).toBeLessThan(this.faults.length);
    this.faults.splice(0, this.faults.length, ...rest);
  }

  expectNoFaults(): void {
    expect(this.faults).toEqual([]);
  }

  /** Whether axe finds anything against WCAG 2.2 AA on the page as it stands. */
  async expectAccessible(where: string): Promise<void> {
    await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}: ${nodes.map((node) => `${node.html.slice(0, 160)} [${node.any.map((check) => check.message).join('; ')}]`).join(' | ')}`,
      );
    });
    expect(found, where).toEqual([]);
  }

  /** That nothing has to be scrolled sideways to be read, and that no word on a button is cut. */
  async expectRoom(where: string): Promise<void> {
    const { excess, cut } = await this.page.evaluate(() => {
      const { scrollWidth } = document.scrollingElement ?? document.documentElement;
      const words = document.querySelectorAll<HTMLElement>('.mantine-Button-label, .mantine-SegmentedControl-label');
      const isCut = (word: HTMLElement) => word.checkVisibility() && word.scrollWidth > word.clientWidth;
      return {
        excess: scrollWidth - window.innerWidth,
        cut: [...words].filter(isCut).map(({ textContent }) => textContent),
      };
    });
    expect(excess, `${where} is wider than its window`).toBeLessThanOrEqual(0);
    expect(cut, `${where} has no room for its words`).toEqual([]);
  }

  /**
   * Looks at the page in both widths and both appearances: takes its pictures, and holds axe and the width against each. The extreme widths
   * are only measured.
   */
  async look(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    for (const [width, size] of Object.entries(widths)) {
      await this.page.setViewportSize(size);
      for (const colorScheme of ['light', 'dark'] as const) {
        await this.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await this.page.evaluate(() => window.scrollTo(0, 0));
        await this.page.waitForTimeout(settling);
        const where = `${name}-${size.width}-${colorScheme}`;
        await this.page.screenshot({ path: `${screenshots}${where}.png`, fullPage: width === 'narrow' });
        await this.expectAccessible(where);
        await this.expectRoom(where);
      }
    }
    for (const size of extremes) {
      await this.page.setViewportSize(size);
      await this.page.waitForTimeout(settling);
      await this.expectRoom(`${name}-${size.width}`);
    }
    await this.page.setViewportSize(widths.wide);
    await this.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
