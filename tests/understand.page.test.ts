import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exported } from './browser/exported.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const steps = encodeURIComponent('[[{"event":"Order Completed"}],[{"event":"Order Completed"}]]');
const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));

/** How many people the drawer lists, on all of its pages. */
const listedIn = async (page: Page): Promise<number> => {
  const drawer = page.getByRole('dialog');
  const people = drawer.getByRole('list', { name: 'Customers' }).getByRole('link');
  await people.first().waitFor();
  const more = drawer.getByRole('button', { name: 'Load more' });
  while (await more.isVisible()) {
    const before = await people.count();
    await more.click();
    await expect.poll(() => people.count(), { timeout: 20_000 }).toBeGreaterThan(before);
  }
  return people.count();
};

const PAGES = [
  ...['/understand', '/understand/activity?period=365&by=week', `/understand/funnel?period=365&steps=${steps}`],
  ...['', '&view=lifecycle', '&view=flows'].map((view) => `/understand/cohorts?period=365${view}`),
];

describe.skipIf(!existsSync(PROGRAM))(
  'analyses, in a real browser on the demonstration (needs npm run build)',
  { timeout: 60_000 },
  () => {
    const { open, at, troubles } = onDemonstration('understand');

    it('a funnel opens each number onto its people, and says what those who left did next', async () => {
      const page = await open(`/understand/funnel?period=365&steps=${steps}`);
      const first = page.getByRole('listitem').filter({ hasText: '1. Order placed' });
      const told = await first.getByRole('button', { name: /customers$/ }).textContent();
      expect(told).toMatch(/^[\d,]+ customers$/);
      await first.getByRole('button', { name: /left here/ }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('heading', { name: 'What they did next' }).waitFor();
      await drawer.getByRole('list', { name: 'Customers' }).getByRole('link').first().waitFor();
      expect(await seriousOn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await drawer.waitFor({ state: 'hidden' });

      await page.getByRole('button', { name: 'Add a step' }).click();
      await page.getByText('3. Order placed').waitFor();
      expect(new URL(page.url()).searchParams.get('steps')).toContain('Order Completed');
    });

    it('a funnel can be taken away as a picture and as a table', async () => {
      const page = await open(`/understand/funnel?period=365&steps=${steps}`);
      await page.getByText('1. Order placed').waitFor();
      const file = async (name: string) => readFileSync(await (await exported(page, name)).path());
      const rows = (await file('Table (CSV)')).toString('utf8').trim().split('\r\n');
      expect(rows).toHaveLength(3);
      expect(rows[1]).toContain('Order placed');
      expect((await file('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG');
    });

    it('cohorts are narrowed by the address, and a cell of the table opens onto its people', async () => {
      const page = await open('/understand/cohorts?period=365');
      const cell = page.getByRole('table').getByRole('button').first();
      const count = Number((await cell.textContent())?.replace(/\D/g, ''));
      expect(count).toBeGreaterThan(0);
      await cell.click();
      await page.getByRole('dialog').getByRole('list', { name: 'Customers' }).waitFor();
      const where = encodeURIComponent('[{"property":"total","gte":1000000}]');
      await page.goto(at(`/understand/cohorts?period=365&where=${where}`));
      await page.getByText('Nobody began in this period').waitFor();
    });

    it('a cell of a funnel’s breakdown opens onto exactly its people, by mouse and by keyboard', async () => {
      const page = await open(`/understand/funnel?period=365&steps=${steps}&by=store_id`);
      const cells = page.getByRole('table').last().getByRole('button');
      await cells.first().waitFor();
      const counts = (await cells.allTextContents()).map(numberIn);
      // The two that take fewest pages to list.
      const [few, fewer] = counts
        .map((_, at) => at)
        .sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
        .slice(-2);
      for (const way of ['mouse', 'keyboard'] as const) {
        const cell = cells.nth((way === 'mouse' ? few : fewer) ?? 0);
        const count = numberIn(await cell.textContent());
        if (way === 'mouse') await cell.click();
        else await cell.press('Enter');
        expect(await listedIn(page)).toBe(count);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
    });

    it('a band between stages opens onto exactly its people, by mouse and by keyboard', async () => {
      const page = await open('/understand/cohorts?period=365&view=flows');
      const drawing = page.locator('[role=img]:has(canvas)');
      await drawing.waitFor();
      const box = await drawing.boundingBox();
      if (!box) throw new Error('nothing is drawn');
      const dialog = page.getByRole('dialog');
      // Bands lie between the columns, somewhere from top to bottom.
      for (let down = 0.1; down < 1 && !(await dialog.isVisible()); down += 0.1)
        await page.mouse.click(box.x + box.width * 0.3, box.y + box.height * down);
      const title = (await dialog.getByRole('heading').first().textContent()) ?? '';
      expect(await listedIn(page)).toBe(numberIn(/^[\d,]+/.exec(title)?.[0] ?? ''));
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      await page.getByText('Table', { exact: true }).click();
      const cell = page.getByRole('table').getByRole('button').last();
      const count = numberIn(await cell.textContent());
      await cell.press('Enter');
      expect(await listedIn(page)).toBe(count);
      expect(await seriousOn(page)).toEqual([]);
    });

    it('fit every screen, and axe finds nothing serious', { timeout: 240_000 }, async () => {
      for (const path of PAGES) {
        for (const screen of SCREENS) {
          const page = await open(path, screen);
          await page.locator('[role=status]').waitFor({ state: 'detached' });
          expect([path, await seriousOn(page), await widerThanScreen(page)]).toEqual([path, [], 0]);
          await page.context().close();
        }
      }
      expect(troubles).toEqual([]);
    });
  },
);
