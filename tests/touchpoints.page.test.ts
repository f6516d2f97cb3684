import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))(
  'touch points, in a real browser on the demonstration (needs npm run build)',
  () => {
    const { open, at, troubles } = onDemonstration('touchpoints');
    /** Waits until something holds; a busy machine takes its time. */
    const soon = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: 20_000, interval: 100 });
    const textOf = async (place: Locator): Promise<string> => ((await place.textContent()) ?? '').trim();
    const rowOf = (page: Page, name: string) =>
      page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true, level: 2 }) });
    const namesOn = async (page: Page) =>
      (await page.locator('[data-touchpoint] h2').allTextContents()).map((name) => name.trim());

    /** A machine in the shop reports what the presets know nothing of. */
    const sendFromKiosk = async (page: Page): Promise<void> => {
      const answer = await page.evaluate(async () => {
        const json = (path: string, body: object) =>
          fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
        const made = await json('/api/keys?workspace=retailer', { kind: 'write', name: 'Kiosk' });
        const { key } = await made.json();
        const batch = [1, 2, 3].map((nth) => ({
          type: 'track',
          messageId: `kiosk-${nth}`,
          userId: 'kiosk-visitor',
          event: 'Kiosk Touched',
          properties: { kiosk: nth === 3 ? 'South door' : 'North door' },
        }));
        return (await json('/v1/batch', { writeKey: key, batch })).status;
      });
      expect(answer).toBe(200);
    };

    /** The demonstration ends with today: the share moves a little from day to day. */
    const expectMostInShops = async (page: Page): Promise<void> => {
      const share = Number(/(\d+)%/.exec(await textOf(rowOf(page, 'Shop')))?.[1]);
      expect(Math.abs(share - 84)).toBeLessThan(5);
    };

    it('show what is not classified, make a touch point of it, and the timeline tells it at once', async () => {
      const page = await open('/touchpoints');
      await page.getByText('Everything of the last 90 days fits a touch point.').waitFor();
      await expectMostInShops(page);
      await sendFromKiosk(page);
      const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Kiosk Touched' }) });
      await soon(async () => {
        await page.reload();
        await line.waitFor({ timeout: 2_000 });
        expect(await textOf(line)).toContain('3');
      });
      await line.getByRole('button', { name: 'An example of Kiosk Touched' }).click();
      await line.getByText(/North door|South door/).waitFor();
      expect(await seriousOn(page)).toEqual([]);

      await line.getByRole('button', { name: /Where does Kiosk Touched belong/ }).click();
      await page.getByRole('option', { name: 'A touch point of its own' }).click();
      const kiosk = rowOf(page, 'Kiosk Touched');
      await soon(async () => expect(await textOf(kiosk)).toContain('3'));
      await page.getByText('Everything of the last 90 days fits a touch point.').waitFor();
      const name = kiosk.getByRole('textbox', { name: 'Name', exact: true });
      await name.fill('Kiosk');
      const editor = rowOf(page, 'Kiosk');
      await editor.getByRole('radio', { name: 'Robot' }).check({ force: true });
      await editor.getByRole('button', { name: 'Add where to look' }).click();
      await editor.getByRole('button', { name: /^The place is told by/ }).click();
      await page.locator('input:focus').fill('kiosk');
      await page.keyboard.press('Enter');
      await editor.getByText('North door').waitFor();
      await page.getByRole('button', { name: 'Save the touch points' }).click();
      await page.getByText('Saved. The map and the timelines show it from now on.').waitFor();

      await page.goto(at('/customers/kiosk-visitor'));
      await page.getByText('Kiosk · North door').first().waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('are reordered from the keyboard, turned off, tested in words, restored and reset', async () => {
      const page = await open('/touchpoints');
      await soon(async () => expect((await namesOn(page)).slice(0, 2)).toEqual(['Kiosk', 'After-sales service']));
      await page.getByRole('button', { name: 'Edit Kiosk' }).focus();
      await page.keyboard.press('Alt+ArrowDown');
      expect((await namesOn(page)).slice(0, 2)).toEqual(['After-sales service', 'Kiosk']);
      await page.getByText('Kiosk is now 2 of 19.').waitFor({ state: 'attached' });

      // Without shops, visits go to the next one that fits; without the shop's tests, the total stays whole.
      await page.getByRole('button', { name: 'Edit Shop' }).click();
      await rowOf(page, 'Shop')
        .getByRole('switch', { name: /In use/ })
        .click({ force: true });
      await soon(async () => expect(await textOf(rowOf(page, 'Website'))).toMatch(/[678],\d{3}/));
      expect(await textOf(rowOf(page, 'Shop'))).toContain('Off ·');

      // A test in words, wrong until it has a value.
      const shop = rowOf(page, 'Shop');
      await shop.getByRole('button', { name: 'Add a test' }).click();
      await page.getByText('give at least one value').first().waitFor();
      expect(await page.getByRole('button', { name: 'Save the touch points' }).isDisabled()).toBe(true);
      await shop.getByRole('button', { name: 'Remove this test' }).last().click();
      await soon(async () => expect(await page.getByText('give at least one value').count()).toBe(0));

      await page.getByRole('link', { name: 'Segments' }).click();
      await page.getByRole('button', { name: 'Stay here' }).click();
      await page.getByRole('button', { name: 'Save the touch points' }).click();
      await page.getByText('Saved. The map and the timelines show it from now on.').waitFor();

      await page.getByRole('button', { name: 'Earlier versions' }).click();
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await soon(() => expectMostInShops(page));
      await page.getByRole('button', { name: 'Back to the presets' }).click();
      await page.getByRole('button', { name: 'Use the presets' }).click();
      await soon(async () => expect((await namesOn(page))[0]).toBe('After-sales service'));
      await page.getByRole('heading', { name: 'Kiosk Touched' }).waitFor();
      expect(troubles).toEqual([]);
    }, 120_000);

    it('have nothing serious for axe, and fit, in French on a small screen and in the dark', async () => {
      for (const screen of SCREENS) {
        const page = await open('/touchpoints?show=shop', screen);
        await page.getByRole('heading', { name: 'Encore sans point de contact' }).waitFor();
        expect(await seriousOn(page)).toEqual([]);
        expect(await widerThanScreen(page)).toBeLessThanOrEqual(0);
        await page.context().close();
      }
      expect(troubles).toEqual([]);
    }, 120_000);
  },
);
