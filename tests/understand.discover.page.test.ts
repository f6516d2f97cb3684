import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exported } from './browser/exported.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))(
  'personas found, in a real browser on the demonstration (needs npm run build)',
  () => {
    const { open, troubles } = onDemonstration('discover');
    /** As the groups are taken away, and then what sets them apart. */
    const fileOf = async (page: Page, name: string, from: 'groups' | 'chart'): Promise<Buffer> =>
      readFileSync(await (await exported(page, name, { nth: from === 'groups' ? 0 : 1 })).path());

    it('[DISC-3] [DISC-5] tell groups with their people, how sure they are, and the files', async () => {
      const page = await open('/personas');
      await page.getByRole('link', { name: 'Find personas' }).click();
      await page
        .getByText(/^Stability \d/)
        .first()
        .waitFor({ timeout: 60_000 });
      expect(new URL(page.url()).searchParams.get('period')).toBe('365');
      const see = page.getByRole('button', { name: /^See the [\d,]+ customers of “/ }).first();
      const count = Number((await see.textContent())?.replace(/\D/g, ''));
      await see.click();
      const people = page.getByRole('dialog');
      await people.getByRole('link').first().waitFor();
      expect(await people.getByRole('link').count()).toBe(Math.min(50, count));
      await page.keyboard.press('Escape');
      await people.waitFor({ state: 'hidden' });
      for (const from of ['groups', 'chart'] as const) {
        expect((await fileOf(page, 'PNG', from)).subarray(1, 4).toString()).toBe('PNG');
        const csv = (await fileOf(page, 'CSV', from)).toString('utf8');
        for (const column of ['Stability', 'What sets it apart', 'Precision', 'Orders']) expect(csv).toContain(column);
        expect(csv).toContain('Typically, with the others in brackets');
      }
      await page.getByText('Table', { exact: true }).click();
      await page.getByRole('rowheader', { name: 'Days with activity' }).waitFor();
      expect(await seriousOn(page)).toEqual([]);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('[DISC-4] are kept as a persona, among those there are, and as a segment; nothing is saved by that', async () => {
      const page = await open('/understand/discover?period=365');
      const card = page
        .getByRole('listitem')
        .filter({ has: page.getByText('A rule for it') })
        .first();
      const name = (await card.getByRole('heading', { level: 3 }).textContent()) ?? '';
      await card.getByRole('link', { name: 'Keep as a persona' }).click();
      await page.getByText('Not saved yet').waitFor();
      const added = page.locator('[data-persona]').last();
      expect(await added.getByRole('heading').first().textContent()).toBe(name);
      await added.getByText(/of [\d,]+ customers/).waitFor();
      expect(new URL(page.url()).searchParams.get('begin')).toBeNull();
      await page.getByRole('button', { name: 'Discard changes' }).click();
      expect(await page.getByText(name, { exact: true }).count()).toBe(0);
      await page.goBack();
      await card.getByRole('link', { name: 'Keep as a segment' }).click();
      await page
        .getByText(/of [\d,]+ customers/)
        .filter({ visible: true })
        .first()
        .waitFor();
      expect(await page.getByRole('textbox', { name: 'Name' }).first().inputValue()).toBe(name);
      expect(await page.getByRole('button', { name: 'Save the segment' }).isEnabled()).toBe(true);
      expect(await seriousOn(page)).toEqual([]);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('[DISC-3] say in words why no groups are told, and how much is lacking', async () => {
      const page = await open('/understand/discover?period=365&groups=5');
      await page.goto(page.url().replace('workspace=retailer', 'workspace=shop'));
      await page.getByText('No stable groups were found').waitFor({ timeout: 60_000 });
      await page.getByText(/Average silhouette width [\d.]+, where 1 is perfectly separate/).waitFor();
      expect(await page.getByRole('link', { name: 'Keep as a persona' }).count()).toBe(0);
      expect(await seriousOn(page)).toEqual([]);
      const few = await open('/understand/discover?from=2020-01-01&to=2020-02-01');
      await few.getByText('Too little to tell').waitFor();
      await few.getByText(/at least 100 customers/).waitFor();
      expect(await seriousOn(few)).toEqual([]);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('have nothing serious for axe, and fit, in French on a small screen and in the dark', async () => {
      for (const screen of SCREENS) {
        const page = await open('/understand/discover?period=365', screen);
        await page
          .getByText(/^Stabilité/)
          .first()
          .waitFor({ timeout: 60_000 });
        await page.getByRole('link', { name: 'Garder comme persona' }).first().waitFor();
        expect(await seriousOn(page)).toEqual([]);
        expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
        await page.context().close();
      }
      expect(troubles).toEqual([]);
    }, 120_000);
  },
);
