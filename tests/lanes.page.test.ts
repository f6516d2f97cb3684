import { existsSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { exported } from './browser/exported.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const numberIn = (text: string | null): number => Number(text?.replace(/\D/g, ''));
/** `24 (31 %)` or `1 Nov 2026, 24 (31 %) now`. */
const numberOfPeople = (text: string): number => Number(/([\d,]+) \(/.exec(text)?.[1]?.replaceAll(',', ''));
/** A PDF names each page's size, in points, once. */
const pagesIn = (pdf: Buffer): string[] => pdf.toString('latin1').match(/\/MediaBox\s*\[[^\]]*\]/g) ?? [];

describe.skipIf(!existsSync(PROGRAM))('the map in lanes, on the page (needs npm run build)', () => {
  const { open: openAt, troubles } = onDemonstration('lanes');
  const open = async (options = {}): Promise<Page> => {
    const page = await openAt('/map?view=lanes', options);
    await page.locator('tbody th').last().waitFor();
    return page;
  };
  const note = (page: Page, text: string) => page.getByRole('button', { name: `Change: ${text}` });

  it('a note is written, changed and deleted in place, and comes back from its history', async () => {
    const page = await open();
    await page
      .getByRole('button', { name: /^Add to “Hesitations”/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Afraid of stiff soles');
    await page.getByRole('textbox', { name: 'Who looks after it' }).fill('Léa');
    await page.getByLabel('Date', { exact: true }).fill('2026-12-24');
    await page.keyboard.press('Control+Enter');
    await note(page, 'Afraid of stiff soles').waitFor();
    await page.getByText('Open, Léa, 24 Dec 2026').waitFor();
    await note(page, 'Afraid of stiff soles').click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Afraid of paying twice');
    await page.getByRole('button', { name: 'Save' }).click();
    await note(page, 'Afraid of paying twice').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect.poll(() => note(page, 'Afraid of paying twice').count()).toBe(0);
    await page.getByRole('button', { name: 'History' }).click();
    await page.getByRole('button', { name: 'Restore: Afraid of stiff soles' }).click();
    await page.getByText('On the map').waitFor();
    await page.keyboard.press('Escape');
    await note(page, 'Afraid of stiff soles').waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('a friction becomes a problem in one click, and its number opens onto its people', async () => {
    const page = await open();
    const line = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: /^Follow this/ }) });
    const follow = line.first().getByRole('button');
    const count = numberIn(await line.first().getByRole('link').textContent());
    await follow.click();
    await page.getByText(/when found on .* now$/).waitFor();
    await page.getByText('Followed', { exact: true }).waitFor();
    const told = page.getByRole('link', { name: / when found on / });
    const [before, now] = ((await told.textContent()) ?? '').split(' when found on ').map(numberOfPeople);
    expect([before, now]).toEqual([count, count]);
    await told.click();
    await page.getByRole('heading', { name: new RegExp(`(^|\\D)${count}(\\D|$)`) }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/customers');
    expect(troubles).toEqual([]);
  }, 120_000);

  it('is taken away as a table and as a picture of all of it', async () => {
    const page = await open();
    await page
      .getByRole('button', { name: /^Add to “What we say”/ })
      .first()
      .click();
    await page.getByRole('textbox', { name: 'Note' }).fill('=A letter; "soft soles"');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('textbox', { name: 'Note' }).waitFor({ state: 'detached' });
    const take = async (what: string): Promise<Buffer> => readFileSync(await (await exported(page, what)).path());
    const lines = (await take('CSV')).toString('utf8').trim().split('\r\n');
    const lanes = await page.locator('tbody th').allTextContents();
    for (const lane of lanes.slice(0, 3)) expect(lines.some((line) => line.includes(`,${lane},`))).toBe(true);
    expect(lines.filter((line) => line.includes(`What we say,"'=A letter; ""soft soles"""`))).toHaveLength(1);
    const png = await take('PNG');
    const table = await page
      .locator('table')
      .first()
      .evaluate((all) => [all.scrollWidth, all.scrollHeight]);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(table.map((side) => (side + 32) * 2));
    expect(troubles).toEqual([]);
  }, 120_000);

  it('prints on one A3 page, also from the dark', async () => {
    const page = await open({ colorScheme: 'dark', viewport: { width: 1280, height: 800 } });
    for (let more = 0; more < 12; more++) {
      await page
        .getByRole('button', { name: /^Add to “Motivations”/ })
        .first()
        .click();
      await page.getByRole('textbox', { name: 'Note' }).fill(`Motivation ${more}, told at some length. `.repeat(4));
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByRole('textbox', { name: 'Note' }).waitFor({ state: 'detached' });
    }
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const boxes = pagesIn(pdf);
    expect(boxes).toHaveLength(1);
    const [, , width = 0, height = 0] = (boxes[0] as string).match(/[\d.]+/g)?.map(Number) ?? [];
    // 420 × 297 mm, in points.
    expect([Math.round(width / 10), Math.round(height / 10)]).toEqual([119, 84]);
    expect(await page.locator('nav').first().isVisible()).toBe(true);
  }, 120_000);

  it.each(SCREENS)(
    'reads well on %o',
    async (screen) => {
      const page = await open(screen);
      await page.waitForLoadState('networkidle');
      expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
      await page
        .getByRole('button', { name: /^Ajouter à « Intentions »/ })
        .first()
        .click();
      expect([await seriousOn(page), await widerThanScreen(page)]).toEqual([[], 0]);
      await page.keyboard.press('Escape');
      expect(await page.getByRole('textbox', { name: 'Note' }).count()).toBe(0);
      const [lane, region] = [
        page.locator('tbody th').first(),
        page.getByRole('region', { name: 'Carte en bandes' }).last(),
      ];
      await region.focus();
      await page.keyboard.press('End');
      for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
      const left = async () =>
        Math.round(((await lane.boundingBox())?.x ?? 0) - ((await region.boundingBox())?.x ?? 0));
      expect(await left()).toBe(0);
    },
    120_000,
  );
});
