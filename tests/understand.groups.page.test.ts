import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))('groups, in a real browser on the demonstration (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('groups');
  const fileOf = async (page: Page, name: string): Promise<Buffer> => {
    await page.getByRole('button', { name: 'Export' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name }).click()]);
    return readFileSync(await file.path());
  };

  it('[GROUP-4] say what sets each apart, open onto their people, and can be had as files', async () => {
    const page = await open('/understand/groups');
    await page.getByText('The rule that finds them').first().waitFor();
    expect(new URL(page.url()).searchParams.get('period')).toBe('90');
    const people = page.getByRole('button', { name: /: [\d,]+ customers, show them$/ }).first();
    const count = Number((await people.textContent())?.replace(/\D/g, ''));
    await people.click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('link').first().waitFor();
    expect(await drawer.getByRole('link').count()).toBe(Math.min(50, count));
    await page.keyboard.press('Escape');
    expect((await fileOf(page, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
    expect((await fileOf(page, 'CSV')).toString('utf8')).toContain('Precision of the rule');
    expect(await seriousOn(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[GROUP-5] are kept as a segment or a persona by their rule, to be changed before anything is saved', async () => {
    const page = await open('/understand/groups');
    const keep = page.getByRole('link', { name: 'Keep as a segment' }).first();
    await keep.waitFor();
    await keep.click();
    await page.getByRole('heading', { name: 'New segment' }).waitFor();
    const counted = page.getByRole('complementary', { name: 'Who this is today' }).locator('strong');
    await expect
      .poll(async () => Number((await counted.textContent())?.replace(/\D/g, '')), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await page.goBack();
    await page.getByRole('link', { name: 'Keep as a persona' }).first().click();
    await expect.poll(() => new URL(page.url()).pathname).toBe('/personas');
    await page.getByText('New persona').first().waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.has('rule')).toBe(false);
    await page.getByRole('button', { name: 'Discard changes' }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('have nothing serious for axe, and fit, in French on a small screen and in the dark', async () => {
    for (const screen of SCREENS) {
      const page = await open('/understand/groups?period=365&count=3', screen);
      await page.getByText('La règle qui les trouve').first().waitFor();
      expect(await seriousOn(page)).toEqual([]);
      expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
      await page.context().close();
    }
    expect(troubles).toEqual([]);
  }, 120_000);
});
