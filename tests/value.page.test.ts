import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));

describe.skipIf(!existsSync(PROGRAM))('what customers are worth, on the page (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('value');

  it('a cell of the grid opens onto its people, and a person onto what they are worth', async () => {
    const page = await open('/understand/value');
    await page.getByRole('img', { name: 'What the model would have foretold' }).waitFor();
    const cell = page.getByRole('button', { name: 'lately 5 of 5, often 5 of 5' });
    const count = numberIn(await cell.textContent());
    expect(count).toBeGreaterThan(10);
    await cell.click();
    await page.getByRole('heading', { name: `${count} customers`, exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('show')).toBe('5-5');
    expect(await page.getByRole('region', { name: 'Customers' }).getByRole('row').count()).toBe(
      Math.min(count, 25) + 1,
    );
    await page
      .getByRole('link', { name: /Household/ })
      .first()
      .click();
    await page.getByText('Lately 5, often 5').waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('the chart has its table, and who is about to be lost is a list of its own', async () => {
    const page = await open('/understand/value');
    // On a busy machine the models of a new demonstration take their time.
    await page.getByRole('img', { name: 'Who is still a customer' }).waitFor({ timeout: 90_000 });
    await page.waitForLoadState('networkidle');
    await page.getByText('Table', { exact: true }).first().click();
    const rows = page.getByRole('region', { name: 'Who is still a customer' }).getByRole('row');
    await rows.nth(10).waitFor();
    const counts = await rows.locator('td:nth-child(2)').allTextContents();
    const alike = counts.slice(3, 7).reduce((sum, text) => sum + numberIn(text), 0);
    await page.getByText('About to be lost', { exact: true }).click();
    await page.getByRole('heading', { name: `${alike} customers`, exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('by')).toBe('lost');
  }, 120_000);

  it.each(SCREENS)(
    'reads well on %o',
    async (screen) => {
      const page = await open('/understand/value', screen);
      await page.getByRole('img', { name: 'Qui est encore client' }).waitFor();
      await page.waitForLoadState('networkidle');
      expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
    },
    120_000,
  );

  it('tells how long contracts last, by the events chosen', async () => {
    const page = await open('/understand/value?begins=Order%20Completed');
    // A list whose field is pushed out of sight by what arrives above it hides.
    await page.waitForLoadState('networkidle');
    await page.getByRole('combobox', { name: 'Ends with' }).click();
    await page.getByRole('option').filter({ visible: true }).nth(1).click();
    await page.getByRole('img', { name: 'How long contracts last' }).waitFor();
    expect(new URL(page.url()).searchParams.get('ends')).not.toBeNull();
    expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
  }, 120_000);

  it('says how much is there and how much it takes, where conditions leave too little', async () => {
    const where = encodeURIComponent(JSON.stringify([{ property: 'total', gte: 100_000 }]));
    const page = await open(`/understand/value?where=${where}`);
    await page.getByText('Too little to tell what customers are worth').waitFor();
    await page.getByText('at least 50 customers who bought').waitFor();
    expect(await seriousOn(page)).toEqual([]);
  }, 120_000);
});
