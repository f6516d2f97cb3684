import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seriousOn, widerThanScreen } from './browser/inspect.js';
import { openBrowser } from './browser/openBrowser.js';
import { addressOf, PROGRAM, startParcours, stopParcours } from './browser/startParcours.js';

const XSS = '<img src=x onerror="window.ran=1"><script>window.ran=1</script>';
const PLACES = [
  ...['/', '/map', '/map?view=table', '/customers', '/models', '/models/journey', '/sources'],
  ...['/segments', '/segments/new', '/personas', '/moments', '/moments/impact', '/pace'],
];
const LANGUAGES = { en: 'en-GB', fr: 'fr-FR' } as const;

const textOf = async (place: Locator): Promise<string> => (await place.textContent()) ?? '';

describe.skipIf(!existsSync(PROGRAM))('the page, in a real browser, on the demonstration (needs npm run build)', () => {
  let data = '';
  let program: ChildProcess | undefined;
  let url: string;
  let browser: Browser;

  const api = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const headers = { 'content-type': 'application/json', origin: url };
    const answer = await fetch(`${url}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  };

  /** Opens a place, gathers what goes wrong in the console, and closes after `use`. */
  const visit = async (
    path: string,
    options: BrowserContextOptions,
    use: (page: Page, troubles: string[]) => Promise<void>,
  ): Promise<void> => {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    try {
      const page = await context.newPage();
      const troubles: string[] = [];
      page.on('pageerror', (error) => troubles.push(error.message));
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
      await page.goto(url + path);
      await page.locator('h1').first().waitFor();
      await page.waitForLoadState('networkidle');
      await use(page, troubles);
    } finally {
      await context.close();
    }
  };

  const attackers = async (): Promise<string> => {
    const { key } = await api<{ key: string }>('/api/keys?workspace=retailer', {
      method: 'POST',
      body: JSON.stringify({ kind: 'write', name: XSS }),
    });
    const timestamp = new Date(Date.now() - 3_600_000).toISOString();
    const batch = [
      { type: 'identify', messageId: 'x1', userId: 'x<b>ss', timestamp, traits: { name: XSS, email: XSS, [XSS]: XSS } },
      {
        type: 'track',
        messageId: 'x2',
        userId: 'x<b>ss',
        timestamp,
        event: XSS,
        properties: { name: XSS, touchpoint: XSS },
      },
      { type: 'track', messageId: 'x3', event: XSS },
    ];
    await api('/v1/batch', { method: 'POST', body: JSON.stringify({ writeKey: key, batch }) });
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await api<{ items: { id: string }[] }>('/api/customers?workspace=retailer&q=x%3Cb%3Ess');
      if (found.items[0]) return found.items[0].id;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error('the customer never appeared');
  };
  let attacker: string;
  let ludovic: string;

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'parcours-page-'));
    program = startParcours('demo', data);
    url = await addressOf(program);
    browser = await openBrowser();
    attacker = await attackers();
    const found = await api<{ items: { id: string }[] }>('/api/customers?workspace=retailer&q=Ludovic');
    ludovic = found.items[0]?.id ?? '';
  }, 300_000);

  afterAll(async () => {
    await browser?.close();
    await stopParcours(program, data);
  }, 60_000);

  for (const [language, locale] of Object.entries(LANGUAGES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`axe finds nothing serious and the console is quiet, in ${language}, ${colorScheme}`, async () => {
        for (const path of [...PLACES, `/customers/${ludovic}`]) {
          await visit(path, { locale, colorScheme }, async (page, troubles) => {
            expect(await page.locator('html').getAttribute('lang'), path).toBe(language);
            expect(await seriousOn(page), path).toEqual([]);
            expect(troubles, path).toEqual([]);
          });
        }
      }, 120_000);
    }
  }

  it('nothing scrolls sideways from 360 px to wide', async () => {
    for (const width of [360, 768, 1440]) {
      for (const path of [...PLACES, `/customers/${ludovic}`, `/customers/${attacker}`]) {
        await visit(path, { viewport: { width, height: 800 }, locale: 'fr-FR' }, async (page) => {
          const beyond = await widerThanScreen(page);
          expect(beyond, `${path} at ${width}`).toBeLessThanOrEqual(0);
        });
      }
    }
  }, 180_000);

  it('a script in a name, an event, a property or a refused event is shown, never run', async () => {
    for (const path of ['/', '/map', '/customers?q=x%3Cb%3Ess', `/customers/${attacker}`, '/sources']) {
      await visit(path, {}, async (page, troubles) => {
        // Everything that opens is opened: details of events, refused payloads, reasons of positions.
        for (const button of await page.locator('main li > button[aria-expanded="false"]').elementHandles())
          await button.click();
        expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran), path).toBeUndefined();
        expect(troubles, path).toEqual([]);
        if (!['/', '/map'].includes(path)) expect(await textOf(page.locator('main')), path).toContain('onerror');
      });
    }
  }, 60_000);

  it('the numbers of the map open onto as many people', async () => {
    await visit('/map?workspace=retailer&model=ecommerce&from=2020-01-01&to=2100-01-01', {}, async (page) => {
      const map = { from: '2020-01-01T00:00:00.000Z', to: '2100-01-02T00:00:00.000Z' };
      const links = await page.locator('main section ol a[href*="/customers"], main a[href*="stuck=true"]').all();
      const counted = await Promise.all(
        links.map(async (link) => ({
          href: (await link.getAttribute('href')) ?? '',
          count: Number((/[\d,]+/.exec(await textOf(link))?.[0] ?? 'x').replaceAll(',', '')),
        })),
      );
      // What is left out: a passage's arrow counts moves, the list holds each person once.
      const people = counted.filter(({ count }) => !Number.isNaN(count));
      expect(people.length).toBeGreaterThan(20);
      for (const { href, count } of people) {
        const asked = new URLSearchParams(href.slice(href.indexOf('?')));
        if (asked.has('moved')) {
          asked.set('from', map.from);
          asked.set('to', map.to);
        }
        const { total } = await api<{ total: number }>(`/api/customers?${asked}&limit=1`);
        expect({ href, total }).toEqual({ href, total: count });
      }
    });
  }, 60_000);

  it('the keyboard goes everywhere: skip link, g c, /, ?', async () => {
    await visit('/', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#content');
      await page.keyboard.press('g');
      await page.keyboard.press('c');
      await page.waitForURL('**/customers*');
      await page.locator('#search-box').waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('Ludovic');
      await page.waitForURL('**q=Ludovic*');
      await page.getByRole('link', { name: 'Ludovic Martin' }).waitFor();
      await page.locator('h1').click();
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    });
  }, 60_000);

  it('the address holds the state, and back comes back to it', async () => {
    await visit('/customers?model=ecommerce&stage=retain&sort=name&order=asc', {}, async (page) => {
      await page.getByRole('row').nth(1).getByRole('link').click();
      await page.waitForURL(/customers\/[\da-f-]{36}/);
      await page.goBack();
      await page.waitForURL('**stage=retain*');
      expect(await page.getByRole('textbox', { name: 'Stage' }).or(page.getByLabel('Stage')).first().inputValue()).toBe(
        'Retain',
      );
      expect(await textOf(page.locator('th[aria-sort]'))).toContain('Customer');
    });
  }, 60_000);

  it('the language is changed for good', async () => {
    await visit('/models', {}, async (page) => {
      await page.getByRole('button', { name: 'Preferences' }).click();
      await page.getByRole('menuitem', { name: 'Français' }).click();
      await page.getByRole('heading', { level: 1, name: 'Modèles' }).waitFor();
      expect(page.url()).toContain('lang=fr');
      await page.goto(`${url}/sources`);
      await page.getByRole('heading', { level: 2, name: 'Clés' }).waitFor();
    });
  }, 60_000);

  it('the map leaves as a picture and as tables', async () => {
    await visit('/map', {}, async (page) => {
      for (const [item, ending] of [
        ['Picture (PNG)', '.png'],
        ['Table (CSV)', '.csv'],
        ['Moves between stages (CSV)', '-flows.csv'],
      ] as const) {
        await page.getByRole('button', { name: 'Export' }).click();
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          page.getByRole('menuitem', { name: item }).click(),
        ]);
        expect(download.suggestedFilename()).toContain(ending);
        expect(readFileSync(await download.path()).length).toBeGreaterThan(ending === '.png' ? 10_000 : 100);
      }
    });
  }, 60_000);

  it('a key is shown once, and deleting it asks first', async () => {
    await visit('/sources', {}, async (page) => {
      await page.getByRole('button', { name: 'New key' }).click();
      await page.getByLabel('Name').fill('Checkout');
      await page.getByRole('button', { name: 'Create' }).click();
      const shown = await textOf(page.getByRole('dialog').locator('code'));
      expect(shown.length).toBeGreaterThan(20);
      await page.getByRole('button', { name: 'I have copied it' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      // The examples now hold the key, ready to paste.
      expect(await textOf(page.locator('#snippets').locator('xpath=ancestor::section'))).toContain(shown);
      await page.getByRole('button', { name: 'Delete the key “Checkout”' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Delete this key' }).click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      await page.reload();
      await page.locator('main table').waitFor();
      expect(await textOf(page.locator('main'))).not.toContain(shown);
      expect(await textOf(page.locator('main table'))).not.toContain('Checkout');
    });
  }, 60_000);
});

describe.skipIf(!existsSync(PROGRAM))('the first visit, on an empty installation (needs npm run build)', () => {
  let data = '';
  let program: ChildProcess | undefined;
  let browser: Browser | undefined;

  afterAll(async () => {
    await browser?.close();
    await stopParcours(program, data);
  }, 60_000);

  it('the owner makes an account, finds three ways to begin, signs out and in again', async () => {
    data = mkdtempSync(join(tmpdir(), 'parcours-first-'));
    program = startParcours('start', data);
    const url = await addressOf(program);
    browser = await openBrowser();
    const page = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
    await page.goto(`${url}/sources?lang=fr`);
    await page.getByLabel('Votre nom').fill('Camille');
    await page.getByLabel('E-mail').fill('camille@example.org');
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('une phrase plutôt longue');
    await page.getByRole('button', { name: 'Créer le compte propriétaire' }).click();
    // Signing in lands on the page that was asked for.
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await page.getByRole('link', { name: 'Carte' }).click();
    await page.getByRole('heading', { level: 2, name: 'Aucun client pour l’instant' }).waitFor();
    expect(await page.locator('main ol > li').count()).toBe(3);

    await page.getByRole('button', { name: 'Préférences' }).click();
    await page.getByRole('menuitem', { name: 'Se déconnecter' }).click();
    await page.getByLabel('E-mail').fill('camille@example.org');
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('pas la bonne phrase');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill('une phrase plutôt longue');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await page.getByRole('heading', { level: 1, name: 'Carte du parcours' }).waitFor();
  }, 180_000);
});
