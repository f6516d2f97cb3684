import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { seriousOn, widerThanScreen } from './browser/inspect.js';
import { openBrowser } from './browser/openBrowser.js';

const PROGRAM = fileURLToPath(new URL('../dist/parcours.mjs', import.meta.url));
/** Starts the demonstration; answers its address once it is up. */
const start = (data: string): { program: ChildProcess; address: Promise<string> } => {
  const program = spawn(process.execPath, [PROGRAM, 'demo', '--data', data, '--port', '0'], { stdio: 'pipe' });
  const address = new Promise<string>((resolve, reject) => {
    let said = '';
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = / is at (http:\/\/[\w.:-]+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    program.stdout.on('data', listen);
    program.stderr.on('data', listen);
    program.once('exit', () => reject(new Error(`Parcours did not start: ${said.slice(0, 2000)}`)));
  });
  return { program, address };
};

describe.skipIf(!existsSync(PROGRAM))('sources and the long table, in a real browser (needs npm run build)', () => {
  let data = '';
  let program: ChildProcess;
  let url: string;
  let browser: Browser;
  let key: string;

  const api = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${url}${path}`, {
      ...init,
      headers: { origin: url, ...(init.body ? { 'content-type': 'application/json' } : {}) },
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const send = (batch: unknown[]) =>
    api('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: key, batch }) });
  const visit = async (path: string, options: BrowserContextOptions, use: (page: Page) => Promise<void>) => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    try {
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
      await page.goto(url + path);
      await page.locator('h1').first().waitFor();
      await use(page);
      expect(troubles).toEqual([]);
    } finally {
      await context.close();
    }
  };
  const live = (page: Page) => page.locator('section[aria-labelledby="live"]');
  const refused = (page: Page) => page.locator('section[aria-labelledby="rejected"]');

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'parcours-sources-'));
    const started = start(data);
    program = started.program;
    url = await started.address;
    browser = await openBrowser();
    const made = await api<{ key: string }>('/api/keys?workspace=retailer', {
      method: 'POST',
      body: JSON.stringify({ kind: 'write', name: 'test' }),
    });
    key = made.key;
  }, 300_000);
  beforeEach(async () => {
    const { items } = await api<{ items: { code: string }[] }>('/api/rejected/groups?workspace=retailer');
    for (const { code } of items) await api(`/api/rejected?workspace=retailer&code=${code}`, { method: 'DELETE' });
  });
  afterAll(async () => {
    await browser?.close();
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    await ended;
    rmSync(data, { recursive: true, force: true });
  }, 60_000);

  it('what arrives shows within a second, can be filtered and paused, and says what was refused', async () => {
    await visit('/sources?workspace=retailer', {}, async (page) => {
      const tail = live(page);
      await tail.getByText('Waiting for the next interaction…').waitFor();
      const sent = Date.now();
      await send([
        { type: 'track', event: 'Order Completed', userId: 'live-1' },
        { type: 'track', event: 'Nobody' },
      ]);
      await tail.getByText('live-1').waitFor();
      expect(Date.now() - sent).toBeLessThan(2_000);
      await tail.getByText(/Refused · It does not say who/).waitFor();
      await tail.getByRole('button', { name: 'Pause' }).click();
      await send([{ type: 'track', event: 'Seen Later', userId: 'live-2' }]);
      await tail.getByText('1 more since the pause').waitFor();
      expect(await tail.getByText('live-2').count()).toBe(0);
      await tail.getByRole('button', { name: 'Resume' }).click();
      await tail.getByText('live-2').waitFor();
      await tail.getByLabel('Customer', { exact: true }).fill('live-3');
      await tail.getByText('Nothing that matches has arrived yet.').waitFor();
      await send(['live-4', 'live-3'].map((userId) => ({ type: 'page', userId })));
      await tail.getByText('live-3').waitFor();
      expect(await tail.getByText('live-4').count()).toBe(0);
    });
  }, 60_000);

  it('ten thousand arrivals leave two hundred rows, and the rest is counted', async () => {
    await visit('/sources?workspace=retailer', {}, async (page) => {
      await live(page).getByText('Waiting for the next interaction…').waitFor();
      const batch = Array.from({ length: 1_000 }, (_, n) => ({ type: 'page', userId: `many-${n}` }));
      for (let round = 0; round < 10; round++) await send(batch);
      await live(page)
        .getByText(/too fast to show/)
        .waitFor();
      expect(await live(page).locator('ol > li').count()).toBeLessThanOrEqual(200);
    });
  }, 60_000);

  it('refused events are seen by reason, filled from another field, and pass as of their arrival', async () => {
    const orders = [1, 2, 3].map((n) => ({
      ...{ type: 'track', event: 'Order Completed', messageId: `retry-${n}` },
      ...(n < 3 && { properties: { customer: `retried-${n}` } }),
    }));
    await send(orders);
    await visit('/sources?workspace=retailer', {}, async (page) => {
      const list = refused(page);
      await list.getByRole('button', { name: /It does not say who.*3 events/ }).click();
      await list.getByRole('button', { name: 'Try again' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Of 3, 0 would pass now.').waitFor();
      await dialog.getByLabel('Fill a field from another').check();
      await dialog.getByLabel('Taken from').fill('properties.customer');
      await dialog.getByText('Of 3, 2 would pass now.').waitFor();
      expect(await seriousOn(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Try 3 events again' }).click();
      await dialog.getByText('2 passed. 1 is still refused.').waitFor();
      await dialog.getByRole('button', { name: 'Close' }).last().click();
      await list.getByRole('button', { name: /It does not say who.*1 event/ }).waitFor();
    });
    const found = async () =>
      (await api<{ total: number }>('/api/customers?workspace=retailer&q=retried-1&limit=1')).total;
    for (let tries = 0; (await found()) !== 1 && tries < 100; tries++)
      await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await found()).toBe(1);
  }, 60_000);

  it('one refused event is opened, its fault marked, corrected by hand and sent; a reason is deleted', async () => {
    await send([{ type: 'track', event: 'Seen', userId: 'by-hand', timestamp: '31/12/2025' }, { type: 'odd' }]);
    await visit('/sources?workspace=retailer', {}, async (page) => {
      const list = refused(page);
      await list.getByRole('button', { name: /Its date cannot be read/ }).click();
      await list.getByRole('button', { name: /timestamp is not a date/ }).click();
      expect(await list.locator('mark').textContent()).toContain('31/12/2025');
      await list.getByRole('button', { name: 'Edit and send again' }).click();
      const editor = list.getByLabel('The event, to edit');
      const text = await editor.inputValue();
      await editor.fill('{');
      await list.getByRole('button', { name: 'Send again' }).click();
      await list.getByRole('alert').getByText('It is not valid JSON.').waitFor();
      await editor.fill(text.replace('31/12/2025', '2025-12-31T10:00:00Z'));
      await list.getByRole('button', { name: 'Send again' }).click();
      await list.getByText('It passed, and is taken in as of its first arrival.').waitFor();
      await list.getByRole('button', { name: 'Close' }).click();
      await list.getByRole('button', { name: /The kind of call is unknown/ }).click();
      await list.getByRole('button', { name: 'Delete', exact: true }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete for good' }).click();
      await list.getByText('Nothing was refused').waitFor();
    });
  }, 60_000);

  for (const [locale, colorScheme, width] of [
    ['en-GB', 'light', 1280],
    ['fr-FR', 'dark', 360],
  ] as const) {
    it(`axe finds nothing serious and nothing scrolls sideways, ${locale}, ${colorScheme}, ${width} px`, async () => {
      await send([
        { type: 'track', event: 'Seen', userId: 'axe' },
        { type: 'track', event: 'x'.repeat(300) },
      ]);
      const viewport = { width, height: 800 };
      for (const path of ['/sources?workspace=retailer', '/customers?workspace=retailer'])
        await visit(path, { locale, colorScheme, viewport }, async (page) => {
          await page.locator('main li > button[aria-expanded], [data-row="0"]').first().waitFor();
          for (const group of await page.locator('main li > button[aria-expanded="false"]').elementHandles())
            await group.click();
          expect(await seriousOn(page), path).toEqual([]);
          expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
        });
    }, 60_000);
  }

  it('the long table draws what is in sight, goes both ways by keyboard, and comes back to its place', async () => {
    await visit('/customers?workspace=shop&model=aidar', {}, async (page) => {
      const grid = page.getByRole('grid');
      await page.locator('[data-row="0"]').waitFor();
      const { total } = await api<{ total: number }>('/api/customers?workspace=shop&limit=1');
      await page.waitForFunction(() => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') !== '-1');
      expect(await grid.getAttribute('aria-rowcount')).toBe(String(total + 1));
      const focused = (row: number) =>
        page.waitForFunction((wanted) => document.activeElement?.getAttribute('data-row') === String(wanted), row);
      await page.locator('[data-row="0"]').focus();
      for (let step = 0; step < 5; step++) await page.keyboard.press('ArrowDown');
      await focused(5);
      // Keys are not lost while the page they lead to is still being read.
      await page.route(/\/api\/customers\?.*cursor=/, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        await route.continue();
      });
      await page.keyboard.press('End');
      await focused(total - 1);
      expect(await page.locator(':focus').getAttribute('aria-rowindex')).toBe(String(total + 1));
      expect(await page.locator('[data-row]').count()).toBeLessThan(60);
      const ends = await api<{ items: { id: string }[] }>('/api/customers?workspace=shop&model=aidar&at=end&limit=170');
      for (let step = 0; step < 16; step++) await page.keyboard.press('PageUp', { delay: 40 });
      await focused(total - 161);
      const named = await page.locator(':focus a').getAttribute('href');
      expect(named).toContain(ends.items.at(-161)?.id);
      await page.keyboard.press('Enter');
      await page.waitForURL(/customers\/[\da-f-]{36}/);
      await page.locator('h1').waitFor();
      await page.goBack();
      await page.locator(`[data-row="${total - 161}"]`).waitFor();
      expect(await page.locator(`[data-row="${total - 161}"] a`).getAttribute('href')).toBe(named);
      await page.locator(`[data-row="${total - 161}"]`).focus();
      await page.keyboard.press('Home');
      await focused(0);
    });
  }, 90_000);
});
