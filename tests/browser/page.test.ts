import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@parcours/server';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './openBrowser.js';

const built = existsSync('dist/web/index.html');
if (!built) console.warn('dist/web is not built: the tests of the page are skipped (npm run build)');

const LOOKS = [
  { lang: 'en', colorScheme: 'light', width: 1280 },
  { lang: 'fr', colorScheme: 'dark', width: 360 },
] as const;
type Look = (typeof LOOKS)[number];

let folder: string;
let server: RunningServer;
let browser: Browser;
let customer: string;
let axe: string;

beforeAll(async () => {
  if (!built) return;
  folder = await mkdtemp(join(tmpdir(), 'parcours-page-'));
  const demonstration = { folder: 'examples', onProgress: () => undefined };
  server = await startServer({ dataDir: folder, port: 0, demonstration, logLevel: 'error' });
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await openBrowser();
  customer = await withPage(LOOKS[0], async (page) => {
    await visit(page, '/customers', 'en');
    const links = page.locator('main a[href^="/customers/"]');
    await links.first().waitFor();
    return new URL((await links.first().getAttribute('href')) as string, server.url).pathname;
  });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

const withPage = async <T>({ colorScheme, width, lang }: Look, work: (page: Page) => Promise<T>): Promise<T> => {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, colorScheme, locale: lang, reducedMotion: 'reduce' });
  try {
    return await work(await context.newPage());
  } finally {
    await context.close();
  }
};

const visit = async (page: Page, path: string, lang: string): Promise<void> => {
  await page.goto(`${server.url}${path}?lang=${lang}`, { waitUntil: 'networkidle' });
  await page.locator('main h1').first().waitFor({ timeout: 20_000 });
};

/** What axe finds serious: rule, and where. */
const seriousFindings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  const { passes, violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  expect(passes.length).toBeGreaterThan(10);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
};

const PATHS = {
  'the journey map': () => '/',
  customers: () => '/customers',
  'a customer': () => customer,
  models: () => '/models',
  'a model': () => '/models/journey',
  sources: () => '/sources',
};

describe.skipIf(!built)('the page of the demonstration, in a real browser', () => {
  for (const look of LOOKS) {
    const { lang, colorScheme, width } = look;
    it.each(Object.entries(PATHS))(
      `shows %s (${lang}, ${colorScheme}, ${width} px) without a fault`,
      async (_, path) => {
        await withPage(look, async (page) => {
          const faults: string[] = [];
          page.on('pageerror', (error) => faults.push(error.message));
          page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
          await visit(page, path(), lang);
          expect(await page.locator('html').getAttribute('lang')).toBe(lang);
          expect(faults).toEqual([]);
          expect(await seriousFindings(page)).toEqual([]);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        });
      },
    );
  }

  it('opens a number of the journey map onto the people behind it', async () => {
    await withPage(LOOKS[0], async (page) => {
      await visit(page, '/', 'en');
      const number = page.locator('main a[href*="/customers?"]').first();
      await number.waitFor();
      await number.click();
      await page.waitForURL(/\/customers\?/);
      await page.locator('main a[href^="/customers/"]').first().waitFor();
    });
  });
});
