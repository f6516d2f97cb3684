import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exported } from './browser/exported.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))('drivers, in a real browser on the demonstration (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('drivers');
  const fileOf = async (page: Page, name: string): Promise<Buffer> =>
    readFileSync(await (await exported(page, name)).path());

  it('[DRIVE-5] tell what stands out in sentences that claim no cause, with the people and the files', async () => {
    const page = await open('/understand/drivers');
    await page.getByText(/does not prove that one causes the other/).waitFor();
    expect(new URL(page.url()).searchParams.get('period')).toBe('365');
    await page
      .getByText(/moved forward more often: \d+% against \d+%\. Other things equal, \+[\d.]+ points/)
      .first()
      .waitFor();
    const open1 = page.getByRole('button', { name: /^With “.*”: \d+ customers, show them$/ }).first();
    const count = Number((await open1.textContent())?.replace(/\D/g, ''));
    await open1.click();
    const people = page.getByRole('dialog');
    await people.getByRole('link').first().waitFor();
    expect(await people.getByRole('link').count()).toBe(Math.min(50, count));
    await page.keyboard.press('Escape');
    expect((await fileOf(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
    expect((await fileOf(page, 'CSV')).toString('utf8')).toContain('False discovery rate');
    expect(await seriousOn(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[DRIVE-4] say how much is lacking, and how many entered too lately to know', async () => {
    const page = await open('/understand/drivers?period=30');
    await page.getByText('Too little to tell').waitFor();
    await page.getByText(/entered too lately to know\. Choose a period that begins earlier/).waitFor();
    await page.getByText('Leave', { exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('show')).toBe('leave');
    expect(await seriousOn(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('have nothing serious for axe, and fit, in French on a small screen and in the dark', async () => {
    for (const screen of SCREENS) {
      const page = await open('/understand/drivers?period=365', screen);
      await page.getByText(/cela ne prouve pas que l’un cause l’autre/).waitFor();
      expect(await seriousOn(page)).toEqual([]);
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
      await page.context().close();
    }
    expect(troubles).toEqual([]);
  }, 120_000);
});
