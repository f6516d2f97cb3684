import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousOn } from './browser/inspect.js';
import { openBrowser } from './browser/openBrowser.js';
import { addressOf, PROGRAM, startParcours, stopParcours } from './browser/startParcours.js';

const both = (en: string, fr: string) => ({ en, fr });
const RETAILER = 'workspace=retailer&model=ecommerce';

const MOMENTS = [
  { id: 'bought', name: both('Bought', 'A acheté'), event: 'Order Completed', weight: 8, effect: 'reinforce' },
  { id: 'returned', name: both('Returned it', 'L’a rendu'), event: 'Product Returned', weight: 75, effect: 'break' },
];
const PERSONAS = {
  personas: [
    {
      id: 'regular',
      name: both('Regular', 'Habitué'),
      rule: { did: { event: 'Order Completed', atLeast: 20 } },
    },
  ],
  fallback: { id: 'other', name: both('Occasional', 'Occasionnel') },
};

describe.skipIf(!existsSync(PROGRAM))('relationships, pace and personas on the page (needs npm run build)', () => {
  let data = '';
  let program: ChildProcess | undefined;
  let url: string;
  let browser: Browser;

  const api = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };

  const save = async (path: string, body: unknown): Promise<void> => {
    await api(`${path}?workspace=retailer`, 'PUT', body);
    for (;;) {
      const { items } = await api<{ items: { state: string }[] }>('/api/replays?workspace=retailer');
      if (items.every(({ state }) => state !== 'running')) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };

  const visit = async (path: string, lang: string, use: (page: Page) => Promise<void>): Promise<void> => {
    const context = await browser.newContext({
      locale: lang,
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
    });
    try {
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      await page.goto(url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await use(page);
      expect([troubles, await seriousOn(page)]).toEqual([[], []]);
    } finally {
      await context.close();
    }
  };

  /** How many a list says it holds. */
  const totalOf = async (page: Page): Promise<number> => {
    await page.locator('h1 span[aria-live]').waitFor();
    return Number((await page.locator('h1 span[aria-live]').textContent())?.replace(/\D/g, ''));
  };

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'parcours-strength-'));
    program = startParcours('demo', data);
    url = await addressOf(program);
    browser = await openBrowser();
    await save('/api/moments', { moments: MOMENTS });
    await save('/api/personas', PERSONAS);
    await api('/api/pace/measure?workspace=retailer', 'POST', {});
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await stopParcours(program, data);
  }, 60_000);

  it('a customer shows the relationship in words, as a curve and as a table, and links to their persona', async () => {
    const { items } = await api<{ items: { id: string }[] }>('/api/customers?workspace=retailer&q=Ludovic');
    await visit(`/customers/${items[0]?.id}?${RETAILER}`, 'fr-FR', async (page) => {
      const section = page.locator('section[aria-labelledby="relationship"]');
      await section.getByText('sur 100').waitFor();
      await section.getByRole('img', { name: 'Force au fil du temps' }).waitFor();
      await section.getByText('Tableau', { exact: true }).click();
      await section.getByText('Relation rompue : L’a rendu (−75)').waitFor();
      await page.getByRole('link', { name: 'Occasionnel' }).click();
      await page.waitForURL('**/customers?*persona=other*');
      expect(await totalOf(page)).toBeGreaterThan(1);
    });
  }, 120_000);

  it('the moments that touched most people open onto them', async () => {
    await visit(`/moments/impact?${RETAILER}&period=365`, 'en-GB', async (page) => {
      const row = page.getByRole('row', { name: /Bought/ });
      const people = row.getByRole('link').first();
      const count = Number((await people.textContent())?.replace(/\D/g, ''));
      await people.click();
      await page.getByText('Those to whom “Bought” happened in the period.').waitFor();
      expect(await totalOf(page)).toBe(count);
    });
  }, 120_000);

  it('the map of a persona opens onto its people, and a stage onto its pace and who is stalled', async () => {
    await visit(`/map?${RETAILER}`, 'en-GB', async (page) => {
      await page.getByRole('combobox', { name: 'Persona' }).or(page.getByPlaceholder('Everybody')).first().click();
      await page.getByRole('option', { name: 'Occasional' }).click();
      await page.waitForURL('**persona=other*');
      // until the persona's figures are there, links lead to those that are shown
      await page.locator('a[href*="/pace"][href*="persona=other"]').nth(2).click();
      await page.getByRole('heading', { level: 2, name: 'Develop' }).waitFor();
      await page.getByText('nine of ten within').waitFor();
      const stalled = page.getByRole('link', { name: /Stalled/ });
      const count = Number((await stalled.textContent())?.replace(/\D/g, ''));
      await stalled.click();
      await page.waitForURL(/persona=other.*pace=stalled|pace=stalled.*persona=other/);
      expect(await totalOf(page)).toBe(count);
    });
  }, 120_000);
});
