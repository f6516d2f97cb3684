import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const WHERE = encodeURIComponent(JSON.stringify([{ property: 'total', gte: 50 }]));
const PLACE = `/map?period=365&where=${WHERE}`;

/** The first of `25 of 25 known`. */
const placedIn = (text: string | null): number => numberIn(/([\d,]+)\s*of/.exec(text ?? '')?.[1] ?? '');
const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));

/** What the list of customers says it holds. */
const listed = async (page: Page): Promise<number> => {
  await page.waitForURL(/\/customers/);
  const total = page.locator('h1 span[aria-live]');
  await total.waitFor();
  return numberIn(await total.textContent());
};

describe.skipIf(!existsSync(PROGRAM))('[MAP-8] the map of some, on the page (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('map-people');

  it('is narrowed by what people did, and opens onto exactly these people, by mouse and by keyboard', async () => {
    const page = await open('/map?period=365');
    const all = placedIn(await page.getByRole('link', { name: /On this journey/ }).textContent());
    await page.getByRole('button', { name: 'Only people who did something where…' }).click();
    await page.waitForURL(/where=/);
    await page.goto(page.url().replace(/where=[^&]*/, `where=${WHERE}`));
    const moved = page.getByRole('link', { name: /\d+ moved on/ }).first();
    await moved.waitFor();
    const some = placedIn(await page.getByRole('link', { name: /On this journey/ }).textContent());
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    const count = numberIn(/\d+/.exec((await moved.textContent()) ?? '')?.[0] ?? '');
    await moved.focus();
    await page.keyboard.press('Enter');
    expect(await listed(page)).toBe(count);
    await page.getByText('People who did something in the period').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: /On this journey/ }).click();
    expect(await listed(page)).toBe(some);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('says in its lanes whom it is of, and follows no problem there', async () => {
    const page = await open(`${PLACE}&view=lanes`);
    await page.locator('tbody th').last().waitFor();
    await page.getByText('Who did something', { exact: false }).first().waitFor({ state: 'attached' });
    expect(await page.getByRole('button', { name: /^Follow this/ }).count()).toBe(0);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('shows its stages at once while it is measured, and says what is', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const page = await open('/customers');
    await page.route(/\/api\/models\/[^/]+\/map/, async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole('link', { name: 'Journey map' }).click();
    await page.getByText(/^Measuring where [\d,]+ customers stand, and how they moved from /).waitFor();
    for (const stage of ['Reach', 'Retain']) await page.getByRole('heading', { name: stage, exact: true }).waitFor();
    expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
    release();
    await page.getByRole('link', { name: /On this journey/ }).waitFor();
    await expect.poll(() => page.getByText(/^Measuring where/).count()).toBe(0);
    expect(troubles).toEqual([]);
  }, 120_000);

  it.each(SCREENS)(
    'fits its screen, and axe finds nothing serious (%o)',
    async (screen) => {
      const page = await open(PLACE, screen);
      await page.getByText('Personnes qui ont fait quelque chose pendant la période').waitFor();
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
      expect(await seriousOn(page)).toEqual([]);
      await page.getByRole('link', { name: /Sur ce parcours/ }).click();
      await page.getByText('Personnes qui ont fait quelque chose pendant la période').waitFor();
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
      expect(await seriousOn(page)).toEqual([]);
    },
    120_000,
  );
});
