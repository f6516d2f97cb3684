import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seriousOn } from './browser/inspect.js';
import { openBrowser } from './browser/openBrowser.js';
import { addressOf, PROGRAM, START_MS, startParcours, stopParcours } from './browser/startParcours.js';

const PASSWORD = 'une phrase plutôt longue';
/** Where pictures are kept when somebody wants to look. */
const PICTURES = process.env.PARCOURS_PICTURES;

describe.skipIf(!existsSync(PROGRAM))('people in a real browser (needs npm run build)', () => {
  let data = '';
  let program: ChildProcess | undefined;
  let url = '';
  let browser: Browser;
  let owner: Page;
  let analyst: Page;
  const troubles: string[] = [];

  const newPage = async (): Promise<Page> => {
    const page = await (await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })).newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    return page;
  };
  const ask = (page: Page, path: string, body?: unknown) =>
    page.evaluate(
      async ([path, text]) => {
        const init = text ? { method: 'POST', body: text, headers: { 'content-type': 'application/json' } } : {};
        return (await fetch(path, init)).json();
      },
      [path, body === undefined ? '' : JSON.stringify(body)] as const,
    );

  /** The first of three people, each with something they told and did. */
  const sendPeople = async ({ key }: { key: string }, count: number): Promise<void> => {
    const batch = ['Ludovic Martin', 'Zoé Petit', 'Inès Roy'].slice(0, count).flatMap((name, n) => [
      { type: 'identify', userId: `u${n}`, traits: { name, email: `u${n}@example.org`, city: 'Lyon' } },
      { type: 'track', userId: `u${n}`, event: 'Product Viewed', properties: { name: 'Secret shoe' } },
    ]);
    const headers = { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' };
    const sent = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
    expect(sent.status).toBe(200);
  };

  beforeAll(async () => {
    data = mkdtempSync(join(tmpdir(), 'parcours-people-'));
    program = startParcours('start', data);
    [url, browser] = await Promise.all([addressOf(program), openBrowser()]);
    owner = await newPage();
    await owner.goto(url);
    await owner.getByLabel('Your name').fill('Camille');
    await owner.getByLabel('E-mail').fill('camille@example.org');
    await owner.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await owner.getByRole('button', { name: 'Create the owner account' }).click();
    await owner.locator('#content h1').waitFor();
    await sendPeople(await ask(owner, '/api/keys', { kind: 'write', name: 'site' }), 2);
    await vi.waitFor(async () => expect((await ask(owner, '/api/customers')).total).toBe(2), { timeout: 20_000 });
  }, START_MS);

  afterAll(async () => {
    await browser?.close();
    await stopParcours(program, data);
  }, 60_000);

  it('an owner invites an analyst, who opens the link, makes an account and counts without seeing anybody', async () => {
    await owner.goto(`${url}/settings/people`);
    await owner.getByRole('button', { name: 'Invite' }).click();
    await owner.getByLabel('E-mail address').fill('ana@example.org');
    await owner
      .getByRole('combobox', { name: 'Role' })
      .or(owner.getByRole('textbox', { name: 'Role' }))
      .last()
      .click();
    await owner.getByRole('option', { name: /^Analyst/ }).click();
    await owner.getByRole('button', { name: 'Create the link' }).click();
    const link = (await owner.getByRole('dialog').locator('code').textContent()) ?? '';
    expect(link).toMatch(new RegExp(`^${url}/join#[\\w-]{43}$`));
    await owner.getByRole('button', { name: 'I have copied it' }).click();
    await owner.getByRole('heading', { name: 'Invitations' }).waitFor();

    analyst = await newPage();
    await analyst.goto(link);
    await analyst.getByRole('heading', { name: 'Join Main' }).waitFor();
    expect(await seriousOn(analyst)).toEqual([]);
    await analyst.getByLabel('Your name').fill('Ana');
    await analyst.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await analyst.getByRole('button', { name: 'Create my account and join' }).click();
    await analyst.getByRole('link', { name: 'Customers' }).click();
    await analyst
      .getByRole('link', { name: /^Customer [0-9A-F]{6}$/ })
      .first()
      .waitFor();
    expect(await analyst.locator('main').textContent()).not.toMatch(/Ludovic|example\.org/);
    expect(await analyst.getByRole('searchbox').count()).toBe(0);
    await analyst
      .getByRole('link', { name: /^Customer [0-9A-F]{6}$/ })
      .first()
      .click();
    await analyst.getByText('Withheld: your role sees no personal data').waitFor();
    await analyst.getByText('Product viewed', { exact: false }).first().waitFor();
    expect(await analyst.content()).not.toMatch(/Ludovic|Petit|Lyon|Secret shoe/);
    expect(await seriousOn(analyst)).toEqual([]);
    await analyst.goto(link);
    await analyst.getByRole('heading', { name: 'This link no longer works' }).waitFor();
  }, 120_000);

  it('a role changes, and what it permits with it', async () => {
    await owner.goto(`${url}/settings/people`);
    await owner.getByRole('combobox', { name: 'Role of Ana' }).click();
    await owner.getByRole('option', { name: /^Viewer/ }).click();
    await expect.poll(async () => (await ask(owner, '/api/people')).items[1]?.role).toBe('viewer');
    await analyst.goto(`${url}/customers`);
    await analyst.getByRole('link', { name: 'Ludovic Martin' }).waitFor();
    // The last owner stays one, and is told why.
    await owner.getByRole('button', { name: 'Remove Camille' }).click();
    await owner.getByRole('button', { name: 'Remove from this workspace' }).click();
    await owner.getByRole('alert').getByText('is the only owner').waitFor();
    await owner.getByRole('button', { name: 'Cancel' }).click();
  }, 60_000);

  it('an owner makes a workspace, renames it, and deletes it by typing its name', async () => {
    await owner.goto(url);
    await owner.getByRole('button', { name: /change workspace/ }).click();
    await owner.getByRole('menuitem', { name: 'New workspace' }).click();
    await owner.getByRole('textbox', { name: 'Name' }).fill('Boutique');
    await owner.getByRole('button', { name: 'Create', exact: true }).click();
    await owner.waitForURL('**workspace=boutique*');
    const total = async (workspace: string) => (await ask(owner, `/api/customers?workspace=${workspace}`)).total;
    await sendPeople(await ask(owner, '/api/keys?workspace=boutique', { kind: 'write', name: 'shop' }), 3);
    await expect.poll(() => total('boutique'), { timeout: 20_000 }).toBe(3);
    expect(await total('main')).toBe(2);
    await owner.getByRole('link', { name: 'Settings' }).click();
    await owner.getByRole('textbox', { name: 'Name' }).fill('Boutique de Lyon');
    await owner.getByRole('button', { name: 'Save' }).click();
    await owner.getByText('Saved').waitFor();
    await owner.getByRole('button', { name: 'Delete this workspace' }).click();
    const yes = owner.getByRole('button', { name: 'Delete for good' });
    expect(await yes.isDisabled()).toBe(true);
    await owner.getByRole('dialog').getByRole('textbox').fill('Boutique de Lyon');
    await yes.click();
    await owner.waitForURL((address) => !address.href.includes('boutique'));
    expect((await ask(owner, '/api/workspaces')).items.map(({ id }: { id: string }) => id)).toEqual(['main']);
    // The engine goes on with the others.
    await sendPeople(await ask(owner, '/api/keys', { kind: 'write', name: 'again' }), 3);
    await expect.poll(() => total('main'), { timeout: 20_000 }).toBe(3);
  }, 60_000);

  it('the audit log says who changed what, by person, and leaves as a table', async () => {
    await owner.goto(`${url}/settings/audit`);
    const list = owner.getByRole('list', { name: 'Changes, newest first' });
    await list.getByText('Changed a role').waitFor();
    await list.getByRole('button', { name: /Changed a role/ }).click();
    await list.getByRole('cell', { name: 'analyst' }).waitFor();
    const [download] = await Promise.all([
      owner.waitForEvent('download'),
      owner.getByRole('button', { name: 'Export (CSV)' }).click(),
    ]);
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(rows.length).toBe((await ask(owner, '/api/audit')).items.length + 1);
    expect(rows.some((row) => row.includes('person.join') && row.includes('Ana'))).toBe(true);
    await owner.getByRole('combobox', { name: 'Who' }).click();
    await owner.getByRole('option', { name: 'Ana' }).click();
    await owner.waitForURL('**by=*');
    await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  }, 60_000);

  it('reads well in both languages, light and dark, wide and narrow', async () => {
    const { token } = await ask(owner, '/api/invitations', { email: 'zoe@example.org', role: 'editor' });
    for (const width of [1280, 360]) {
      await owner.setViewportSize({ width, height: 800 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await owner.emulateMedia({ colorScheme });
        for (const lang of ['en', 'fr']) {
          for (const place of ['settings', 'settings/people', 'settings/audit', 'customers', 'sources']) {
            await owner.goto(`${url}/${place}?lang=${lang}`);
            await owner.locator('#content h1').waitFor();
            await owner.waitForLoadState('networkidle');
            expect([place, width, lang, await seriousOn(owner)]).toEqual([place, width, lang, []]);
            const wider = await owner.evaluate(() => document.documentElement.scrollWidth > innerWidth);
            expect([place, width, lang, wider]).toEqual([place, width, lang, false]);
            const name = `${place.replace('/', '-')}-${lang}-${colorScheme}-${width}.png`;
            if (PICTURES) await owner.screenshot({ path: join(PICTURES, name), fullPage: true });
          }
        }
      }
    }
    const guest = await newPage();
    await guest.setViewportSize({ width: 360, height: 800 });
    await guest.goto(`${url}/join?lang=fr#${token}`);
    await guest.getByRole('heading', { name: 'Rejoindre Main' }).waitFor();
    expect(await seriousOn(guest)).toEqual([]);
    if (PICTURES) await guest.screenshot({ path: join(PICTURES, 'join-fr-light-360.png'), fullPage: true });
    expect(troubles).toEqual([]);
  }, 240_000);
});
