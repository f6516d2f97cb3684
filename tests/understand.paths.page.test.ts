import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))(
  'paths and origin, in a real browser on the demonstration (needs npm run build)',
  () => {
    const { open, troubles } = onDemonstration('paths');
    const steps = (page: Page) => page.getByRole('button', { name: /times: show the people$/ });
    const arrows = (page: Page) => page.getByRole('button', { name: /between: show the people$/ });
    const fileOf = async (page: Page, name: string): Promise<Buffer> => {
      await page.getByRole('button', { name: 'Export' }).click();
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
      return readFileSync(await file.path());
    };

    it('draw what follows what, show more or less of it from the keyboard, and open every number onto its people', async () => {
      const page = await open('/understand/paths?period=365');
      await steps(page).first().waitFor();
      const before = await steps(page).count();
      await page.getByRole('slider', { name: 'Steps shown' }).focus();
      await page.keyboard.press('Home');
      await expect.poll(() => steps(page).count()).toBe(1);
      await page.keyboard.press('End');
      await expect.poll(() => steps(page).count()).toBeGreaterThan(before);
      expect(new URL(page.url()).searchParams.get('steps')).toBe('100');
      await page.getByRole('slider', { name: 'Arrows shown' }).focus();
      await page.keyboard.press('End');
      await expect.poll(() => arrows(page).count()).toBeGreaterThan(20);

      await page.getByRole('button', { name: /^From Product added to basket to Checkout started/ }).focus();
      await page.keyboard.press('Enter');
      const people = page.getByRole('dialog');
      await people.getByRole('link').first().waitFor();
      expect(await people.getByRole('heading').first().textContent()).toBe(
        'Went from “Product added to basket” directly to “Checkout started”',
      );
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /Order placed × 8/ }).click();
      await people.getByRole('link').nth(20).waitFor();
      await page.keyboard.press('Escape');

      expect((await fileOf(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
      const csv = (await fileOf(page, 'CSV')).toString('utf8');
      expect(csv).toContain('Product added to basket,Checkout started,');
      expect(await seriousOn(page)).toEqual([]);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('go between two points and by stage, and the address holds it', async () => {
      const page = await open('/understand/paths?period=365');
      await steps(page).first().waitFor();
      await page.getByRole('combobox', { name: 'From', exact: true }).click();
      await page.getByRole('option', { name: 'Coupon applied' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('start')).toBe('Coupon Applied');
      await page.reload();
      await page.getByRole('button', { name: /^Coupon applied, / }).waitFor();
      await page.getByText('Stages', { exact: true }).click();
      await page.getByRole('button', { name: /^From Reach to Acquire/ }).waitFor();
      expect(new URL(page.url()).searchParams.get('start')).toBeNull();
      const nowhere = await open('/understand/paths?period=365&start=Order+Refunded&end=Quiz+Completed');
      await nowhere.getByText('No path goes there').waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('compare what models credit to each channel, as bars, as a table, as a file, with the people', async () => {
      const page = await open('/understand/origin?period=365');
      const table = page.getByRole('table').last();
      await table.getByRole('button', { name: 'Social networks' }).click();
      await page.getByRole('dialog').getByRole('link').first().waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Models compared' }).press('ArrowDown');
      await page.getByRole('option', { name: 'Markov, order 3' }).click();
      await page.keyboard.press('Escape');
      await table.getByRole('columnheader', { name: 'Markov, order 3' }).waitFor();
      expect(new URL(page.url()).searchParams.get('models')).toBe('first,last,markov1,markov3');
      expect((await fileOf(page, 'CSV')).toString('utf8')).toContain('Lost without it');
      expect((await fileOf(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
      expect(await seriousOn(page)).toEqual([]);
      const few = await open('/understand/origin?period=365&conversion=Product+Reviewed');
      await few.getByText(/With fewer than 30 the figures are mostly chance/).waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('have nothing serious for axe, and fit, in French on a small screen and in the dark', async () => {
      for (const screen of SCREENS)
        for (const [path, ready] of [
          ['/understand/paths?period=365', /fois : montrer les personnes$/],
          ['/understand/origin?period=365', /^Réseaux sociaux$/],
        ] as const) {
          const page = await open(path, screen);
          await page.getByRole('button', { name: ready }).first().waitFor();
          expect(await seriousOn(page)).toEqual([]);
          expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
          await page.context().close();
        }
      expect(troubles).toEqual([]);
    }, 120_000);
  },
);
