import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exported } from './browser/exported.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));

describe.skipIf(!existsSync(PROGRAM))('the home page (needs npm run build)', () => {
  const { open, at, troubles } = onDemonstration('home');
  /** The first look at past days comes some seconds after the demonstration is loaded. */
  const judged = async (page: Page): Promise<void> => {
    await page
      .getByText('false alert comes about once')
      .or(page.getByText('fausse alerte arrive'))
      .waitFor({ timeout: 60_000 });
  };

  it('tells the week, and each number opens onto as many people', async () => {
    const page = await open('/');
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    const line = page.getByRole('listitem').filter({ hasText: 'moved forward' });
    const count = numberIn(await line.getByRole('link').textContent());
    expect(count).toBeGreaterThan(0);
    await line.getByRole('link').click();
    await page.waitForURL('**/customers*');
    await page.getByText('Those who went on in the period').waitFor();
    const total = page.locator('h1 span[aria-live]');
    await expect.poll(async () => numberIn(await total.textContent())).toBe(count);
    await page.goto(at('/'));
    const active = page.getByRole('listitem').filter({ hasText: 'did something' });
    const people = numberIn(await active.getByRole('link').textContent());
    await active.getByRole('link').click();
    await page.waitForURL('**/understand/activity*');
    await page.getByText(`${people} customers`, { exact: true }).waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[ALERT-1] shows what departs with the range that is usual, as a picture and as a table', async () => {
    const page = await open('/');
    await judged(page);
    const alert = page.getByRole('button', { name: /than usual/ }).first();
    expect(await alert.getAttribute('aria-expanded')).toBe('true');
    const card = page.getByRole('region', { name: 'Out of the usual' });
    await card.getByRole('img', { name: 'Day by day' }).waitFor();
    await card.getByText('Table', { exact: true }).first().click();
    const rows = card.getByRole('region', { name: 'Day by day' }).getByRole('row');
    expect(await rows.count()).toBeGreaterThan(20);
    const file = await exported(page, 'Table (CSV)', { within: card });
    expect(file.suggestedFilename()).toMatch(/^parcours-alert-\d{4}-\d\d-\d\d\.csv$/);
  }, 120_000);

  it('the story leaves as a table, its days as a picture; earlier weeks are told; the map is one click away', async () => {
    const page = await open('/');
    const story = page.getByRole('region', { name: /like the others|stood out/ });
    for (const [nth, item, ending] of [
      [0, 'Table (CSV)', '.csv'],
      [1, 'Picture (PNG)', '-days.png'],
    ] as const) {
      const file = await exported(page, item, { within: story, nth });
      expect(file.suggestedFilename()).toContain(ending);
    }
    const week = await page
      .getByText(/^From .* to /)
      .first()
      .textContent();
    await page.getByRole('button', { name: 'A week earlier' }).click();
    await page.waitForURL('**until=*');
    await expect
      .poll(() =>
        page
          .getByText(/^From .* to /)
          .first()
          .textContent(),
      )
      .not.toBe(week);
    await page.goBack();
    await expect
      .poll(() =>
        page
          .getByText(/^From .* to /)
          .first()
          .textContent(),
      )
      .toBe(week);
    await page.getByRole('link', { name: 'See the journey map' }).click();
    await page.getByRole('heading', { level: 1, name: 'Journey map' }).waitFor();
  }, 120_000);

  it('subscribing takes an account, and the demonstration says so', async () => {
    const page = await open('/');
    await page.getByRole('button', { name: 'Subscribe' }).click();
    await page.getByText('E-mail goes to the address of an account').waitFor();
    expect(await seriousOn(page)).toEqual([]);
  }, 60_000);

  it.each(SCREENS)(
    'reads well on %o',
    async (screen) => {
      const page = await open('/', screen);
      await judged(page);
      await page.waitForLoadState('networkidle');
      expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
    },
    120_000,
  );
});
