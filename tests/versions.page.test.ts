import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Model } from '@parcours/core';
import { type ConnectedStores, connectStores } from '@parcours/stores';
import { emptyDatabases } from '@parcours/stores/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { openBrowser } from './browser/openBrowser.js';
import { openPage } from './browser/openPage.js';
import { addressOf, PROGRAM, startParcours, stopParcours } from './browser/startParcours.js';

const both = (en: string, fr: string) => ({ en, fr });
const PLACE = 'model/ecommerce';

describe.skipIf(!existsSync(PROGRAM))(
  'versions of a model in a real browser on the demonstration (needs npm run build)',
  () => {
    let data = '';
    let databases: Awaited<ReturnType<typeof emptyDatabases>> | undefined;
    let stores: ConnectedStores | undefined;
    let program: ChildProcess | undefined;
    let url = '';
    let browser: Browser;
    const troubles: string[] = [];

    const open = (path: string, options: BrowserContextOptions = {}) =>
      openPage({ browser, url, troubles }, path, options);
    /** Waits until something holds; a busy machine takes its time. */
    const soon = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: 30_000, interval: 100 });
    const api = async <T>(path: string, method = 'GET', body?: unknown): Promise<T> => {
      const answer = await fetch(`${url}${path}?workspace=retailer`, {
        method,
        headers: { origin: url, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      expect(answer.status, path).toBeLessThan(300);
      return (await answer.json()) as T;
    };
    const live = async (): Promise<{ model: Model; version: number }> => api('/api/models/ecommerce');
    const replays = async () => (await api<{ items: { state: string }[] }>('/api/replays')).items;
    const settled = () =>
      soon(async () => expect((await replays()).some(({ state }) => state === 'running')).toBe(false));
    const preview = (page: Page) => page.getByRole('region', { name: 'What this would change' });
    const seen = (page: Page) => preview(page).locator('[aria-busy=false] svg[role=group]').waitFor();
    /** Holds back what writes positions, so that a replay lasts, until the answer is called. */
    const holdReplays = async (): Promise<() => Promise<void>> => {
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      let begin = (): void => undefined;
      const begun = new Promise<void>((resolve) => {
        begin = resolve;
      });
      const over = stores?.operational.transaction(async (sql) => {
        await sql.query('lock table positions in share mode');
        begin();
        await held;
      });
      await begun;
      return async () => {
        release();
        await over;
      };
    };

    beforeAll(async () => {
      data = mkdtempSync(join(tmpdir(), 'parcours-versions-'));
      databases = await emptyDatabases();
      stores = connectStores(databases);
      const { database: DATABASE_URL, clickhouse: CLICKHOUSE_URL } = databases;
      program = startParcours('demo', data, { DATABASE_URL, CLICKHOUSE_URL });
      url = await addressOf(program);
      browser = await openBrowser();
      await soon(async () => expect((await api<{ lag: { situate: number } }>('/api/health')).lag.situate).toBe(0));
      const { model } = await live();
      const [reach, acquire, develop, retain, ...rest] = model.stages as [
        Model['stages'][number],
        Model['stages'][number],
        Model['stages'][number],
        Model['stages'][number],
      ];
      const often = { did: { event: 'Order Completed', atLeast: 5, within: 'P180D' } };
      const stages = [
        reach,
        { ...acquire, name: both('Win', 'Conquête') },
        develop,
        { ...retain, enter: often },
        ...rest,
      ];
      await api('/api/models/ecommerce', 'PUT', { ...model, stages });
      await settled();
    }, 300_000);

    afterAll(async () => {
      await browser?.close();
      await stopParcours(program, data);
      await stores?.stop();
      await databases?.stop();
    }, 60_000);

    it('two versions are compared as sentences, in both languages', async () => {
      const page = await open('/models/ecommerce');
      await page.getByRole('link', { name: 'Compare versions' }).click();
      await page.getByText('2 differences').waitFor();
      const main = await page.locator('main').textContent();
      expect(main).toMatch(/It has another name\.BeforeAcquireAfterWin/);
      expect(main).toContain('Another rule says who enters it.');
      expect(main).toMatch(/BeforeWhoever placed at least 2 orders\.AfterWhoever placed at least 5 orders/);
      await page.getByRole('combobox', { name: 'Before' }).click();
      await page.getByRole('option', { name: 'Version 2, in use' }).click();
      await page.getByText('These two versions are the same.').waitFor();
      await page.getByText('Version 2 is in use.').waitFor();
      expect(new URL(page.url()).searchParams.get('before')).toBe('2');
      const french = await open('/models/ecommerce/versions', { locale: 'fr-FR' });
      await french.getByText('2 différences').waitFor();
      const words = await french.locator('main').textContent();
      expect(words).toMatch(/AvantAcquisitionAprèsConquête/);
      expect(words).toContain('Quiconque a passé au moins 5 commandes');
      expect(troubles).toEqual([]);
    }, 120_000);

    it('shows who would move, and the people behind a band, by mouse and by keyboard', async () => {
      const page = await open('/models/ecommerce/versions');
      await seen(page);
      const { model } = (
        await api<{ items: { version: number; definition: Model }[] }>(`/api/definitions/${PLACE}/versions`).then(
          ({ items }) => items.map(({ definition }) => ({ model: definition })),
        )
      ).at(-1) as { model: Model };
      const asked = await api<{
        customers: number;
        bands: { from: string | null; to: string | null; customers: number }[];
      }>('/api/models/preview', 'POST', { model });
      const moving = asked.bands.filter(({ from, to }) => from !== to);
      const total = moving.reduce((sum, { customers }) => sum + customers, 0);
      expect(total).toBeGreaterThan(0);
      const number = (value: number) => new Intl.NumberFormat('en-GB').format(value);
      await preview(page)
        .getByText(`${number(total)} of ${number(asked.customers)} customers would stand elsewhere`)
        .waitFor();
      const bands = preview(page).getByRole('button', { name: /^(From|Stay)/ });
      expect(await bands.count()).toBe(asked.bands.length);

      const develop = moving.find(({ from, to }) => from === 'develop' && to === 'retain');
      const name = `From “Develop” to “Retain”, further: ${number(develop?.customers ?? 0)} customers`;
      await preview(page).getByRole('button', { name }).focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'From “Develop” to “Retain”' });
      const people = dialog.getByRole('listitem');
      await people.first().waitFor();
      await dialog.getByRole('button', { name: /^Show \d+ more$/ }).click();
      expect(await people.count()).toBe(Math.min(200, develop?.customers ?? 0));
      const href = await people.first().getByRole('link').getAttribute('href');
      expect(await seriousOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      await preview(page).getByText('Table', { exact: true }).click();
      await preview(page).getByRole('table').getByRole('button', { name }).click();
      await people.first().waitFor();
      expect(await people.first().getByRole('link').getAttribute('href')).toBe(href);
      const id = /customers\/([\w-]+)/.exec(href as string)?.[1];
      const { positions } = await api<{ positions: { model: string; stage: string }[] }>(`/api/customers/${id}`);
      expect(positions.find((position) => position.model === 'ecommerce')?.stage).toBe('develop');
      expect(troubles).toEqual([]);
    }, 120_000);

    it('a replay under way shows its progress; cancelled, it leaves everything as it was', async () => {
      const before = await live();
      const page = await open('/models/ecommerce/versions');
      await seen(page);
      const release = await holdReplays();
      try {
        await page.getByRole('button', { name: 'Restore version 1' }).click();
        await page.getByText('Customers are being situated again').waitFor();
        await page.getByRole('progressbar', { name: 'Situating customers again' }).waitFor({ state: 'attached' });
        expect(await seriousOn(page)).toEqual([]);
        expect(await live()).toEqual(before);
        await page.getByRole('button', { name: 'Stop it' }).click();
        await page.getByText('Stopped. Everything is as it was before the change.').waitFor();
      } finally {
        await release();
      }
      await settled();
      expect((await replays())[0]).toMatchObject({ state: 'cancelled' });
      expect(await live()).toEqual(before);
      await page.reload();
      await page.getByText('2 differences').waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('restores a version, which is then live everywhere', async () => {
      const page = await open('/models/ecommerce/versions');
      await seen(page);
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await page.getByText('Every page now shows the change').waitFor();
      await settled();
      const { model, version } = await live();
      expect([version, model.stages[1]?.name.en]).toEqual([3, 'Acquire']);
      await page.getByRole('link', { name: 'Back to the model' }).click();
      await page.getByRole('heading', { name: 'Acquire' }).waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('a deleted model comes back; a version that can no longer be says why', async () => {
      const loyal = {
        id: 'loyal',
        name: both('Loyal', 'Fidèles'),
        rule: { did: { event: 'Order Completed', atLeast: 3 } },
      };
      const { model } = await api<{ model: Model }>('/api/models/journey');
      const [first, ...others] = model.stages as [Model['stages'][number], ...Model['stages']];
      const asking = { ...first, enter: { any: [first.enter, { segment: 'loyal' }] } };
      await api('/api/segments/loyal', 'PUT', loyal);
      await api('/api/models/journey', 'PUT', { ...model, stages: [asking, ...others] });
      // What is deleted while it is still being worked out was never a version.
      await settled();
      await api('/api/models/journey', 'DELETE');
      await settled();
      await api('/api/segments/loyal', 'DELETE');
      await settled();
      const page = await open('/models/journey/versions');
      await page.getByText('It was deleted in version 3').waitFor();
      await preview(page)
        .getByText(/^No preview yet: .*loyal/)
        .waitFor();
      expect(await preview(page).locator('svg[role=group]').count()).toBe(0);
      await page.getByRole('button', { name: 'Restore version 2' }).click();
      await page.getByRole('alert').getByText('loyal').waitFor();
      await page.getByRole('combobox', { name: 'Before' }).click();
      await page.getByRole('option', { name: 'Version 1,' }).click();
      await preview(page).getByText('customers would stand on this journey').waitFor();
      await preview(page)
        .getByRole('button', { name: /^From “All customers” to / })
        .first()
        .waitFor();
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await page.getByText('Every page now shows the change').waitFor();
      expect((await api<{ version: number }>('/api/models/journey')).version).toBe(4);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('has nothing serious for axe, and fits, in French on a small screen and in the dark', async () => {
      for (const screen of SCREENS) {
        const page = await open('/models/ecommerce/versions?before=2', screen);
        for (const view of ['Graphique', 'Tableau']) {
          await page.getByText(view, { exact: true }).click();
          await page.waitForLoadState('networkidle');
          expect(await seriousOn(page), view).toEqual([]);
          const beyond = await widerThanScreen(page);
          expect(beyond, view).toBeLessThanOrEqual(0);
        }
        await page.context().close();
      }
      expect(troubles).toEqual([]);
    }, 120_000);
  },
);
