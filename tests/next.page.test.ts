import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))('what next, on the page (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('next');

  it('the methods stand beside what most buy, and the best is above it', async () => {
    const page = await open('/understand/next');
    await page.getByRole('img', { name: 'Which method foretells best' }).waitFor();
    await page.getByText('Table', { exact: true }).first().click();
    const rows = page.getByRole('region', { name: 'Which method foretells best' }).locator('tbody tr');
    expect(await rows.count()).toBe(4);
    const names = await rows.locator('td:nth-child(1)').allTextContents();
    const recalls = (await rows.locator('td:nth-child(2)').allTextContents()).map((text) => Number.parseFloat(text));
    expect(recalls).toEqual([...recalls].sort((a, b) => b - a));
    expect(names.indexOf('What most buy')).toBeGreaterThan(0);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('a product is sought by its name, and what goes with it is told', async () => {
    const page = await open('/understand/next');
    const choice = page.getByRole('combobox', { name: 'A product' });
    await choice.fill('eggs');
    await page.getByRole('option', { name: /eggs/i }).first().click();
    await page.getByRole('img', { name: 'Bought after it' }).waitFor();
    expect(new URL(page.url()).searchParams.get('product')).toMatch(/^\d+$/);
    await page.getByText(/people bought it/).waitFor();
    expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
  }, 120_000);

  it('a customer page says what next, and why', async () => {
    const page = await open('/customers?q=Household');
    await page
      .getByRole('link', { name: /Household/ })
      .first()
      .click();
    const card = page.getByRole('region', { name: 'What next' });
    await card
      .getByText(/bought by .* of those who bought|of all who bought/)
      .first()
      .waitFor();
    expect(await card.getByRole('listitem').count()).toBe(5);
    await card.scrollIntoViewIfNeeded();
    expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
  }, 120_000);

  it.each(SCREENS)(
    'reads well on %o',
    async (screen) => {
      const page = await open('/understand/next', screen);
      await page.getByRole('img', { name: 'Quelle méthode prévoit le mieux' }).waitFor();
      await page.getByRole('img', { name: 'Acheté après' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
    },
    120_000,
  );

  it('learns from a period, where one is chosen', async () => {
    const page = await open('/understand/next?period=365');
    await page.getByRole('combobox', { name: 'Learnt from' }).click();
    await page.getByRole('option', { name: 'A period' }).click();
    await page.waitForURL(/learnt=period/);
    await page.getByText('90 d', { exact: true }).click();
    await page.waitForURL(/period=90/);
    await page
      .getByRole('heading', { name: 'Which method foretells best' })
      .or(page.getByText('Too little to'))
      .first()
      .waitFor();
    expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
  }, 120_000);

  it('says how much is there and how much it takes, where conditions leave too little', async () => {
    const where = encodeURIComponent(JSON.stringify([{ property: 'total', gte: 100_000 }]));
    const page = await open(`/understand/next?where=${where}`);
    await page.getByText('Too little to recommend from').waitFor();
    await page.getByText('at least 50 customers').waitFor();
    expect(await seriousOn(page)).toEqual([]);
  }, 120_000);
});
