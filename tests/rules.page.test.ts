import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))(
  'rules, built in a real browser on the demonstration (needs npm run build)',
  () => {
    const { open, troubles } = onDemonstration('rules');
    /** Waits until something holds; a busy machine takes its time. */
    const soon = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: 90_000, interval: 100 });
    const textOf = async (place: Locator): Promise<string> => ((await place.textContent()) ?? '').trim();
    const sentence = (page: Page) =>
      page
        .getByRole('region', { name: /^(Rule|Règle)$/ })
        .locator('p')
        .first();
    const countOf = async (page: Page): Promise<number> => {
      const preview = page.getByRole('complementary', { name: 'Who this is today' });
      await preview.locator('[aria-busy=false] strong').waitFor();
      return Number((await textOf(preview.locator('strong'))).replaceAll(',', ''));
    };
    /** Waits until the count has followed an edit: it is asked for again a moment after. */
    const nextCount = async (page: Page, before: number): Promise<number> => {
      await soon(async () => expect(await countOf(page)).not.toBe(before));
      return countOf(page);
    };
    const add = async (page: Page, kind: string): Promise<void> => {
      await page
        .getByRole('button', { name: /^(Add a condition|Choose a first condition)$/ })
        .last()
        .click();
      await page.getByRole('menuitem', { name: kind }).click();
    };
    /** Types into the list that has opened, and takes the best match. */
    const choose = async (page: Page, text: string): Promise<void> => {
      await page.locator('input:focus').fill(text);
      await page.getByRole('option', { name: text }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    const line = (page: Page, at: number) => page.locator(`[data-path="all.${at}"]`);

    it('is built by mouse and keyboard alone, is read in both languages, counts while it grows, and is saved', async () => {
      const page = await open('/segments');
      await page.getByRole('heading', { name: 'No segment yet' }).waitFor();
      await page.getByRole('link', { name: 'New segment' }).click();

      // A count: placed at least 2 orders.
      await add(page, 'Did something');
      await choose(page, 'Order placed');
      const everyBuyer = await countOf(page);
      await page.getByRole('button', { name: /^How often/ }).click();
      await page.getByRole('textbox', { name: 'Number' }).fill('20');
      await page.keyboard.press('Enter');
      const regulars = await nextCount(page, everyBuyer);
      expect(regulars).toBeLessThan(everyBuyer);
      expect(await textOf(sentence(page))).toBe('Every customer who placed at least 20 orders.');

      // A sum, an order of things, a silence, and the profile.
      await add(page, 'Adds up to an amount');
      await choose(page, 'Total');
      await line(page, 1)
        .getByRole('button', { name: /^Amount/ })
        .click();
      await page.getByRole('textbox', { name: 'Number' }).fill('500');
      await page.keyboard.press('Enter');
      const spenders = await nextCount(page, regulars);
      expect(spenders).toBeLessThan(regulars);
      await add(page, 'Did things in an order');
      await choose(page, 'Campaign received');
      await line(page, 2)
        .getByRole('button', { name: /^Interaction/ })
        .nth(1)
        .click();
      await choose(page, 'Order placed');
      await add(page, 'Was silent for a while');
      await choose(page, 'Coupon applied');
      await line(page, 3)
        .getByRole('button', { name: /^How long/ })
        .click();
      await page.getByRole('textbox', { name: 'How long' }).fill('30');
      await page.keyboard.press('Enter');
      await add(page, 'Their profile says');
      await choose(page, 'Marital status');
      await line(page, 4)
        .getByRole('button', { name: /^Condition on/ })
        .click();
      await page.getByRole('combobox', { name: 'Value' }).fill('Married');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Escape');
      const narrowed = await nextCount(page, spenders);
      expect(narrowed).toBeLessThan(spenders);
      expect(narrowed).toBeGreaterThan(0);
      expect(await textOf(sentence(page))).toBe(
        'Every customer who placed at least 20 orders, adds up to a total of at least 500 over “Order placed”, ' +
          'received a campaign then placed an order, applied no coupon for 30 days and has, in the profile, ' +
          'the value of “marital_status” “Married”.',
      );
      expect(await seriousOn(page)).toEqual([]);

      // Moved, undone, duplicated and removed from the keyboard; the focus goes along.
      await line(page, 4).locator('[data-look=lead]').focus();
      await page.keyboard.press('Alt+ArrowUp');
      await page.waitForFunction(() => document.activeElement?.closest('[data-path]')?.matches('[data-path="all.3"]'));
      await page.keyboard.press('Control+z');
      await soon(async () => expect(await textOf(line(page, 4))).toContain('their profile says'));

      await page.getByRole('button', { name: 'As JSON' }).click();
      expect(JSON.parse(await page.getByLabel('The rule as JSON').inputValue()).all).toHaveLength(5);

      await page.getByLabel('Name', { exact: true }).fill('Married regulars');
      await page.getByRole('button', { name: 'Save the segment' }).click();
      const card = page.getByRole('listitem').filter({ hasText: 'Married regulars' });
      await card.waitFor();
      await soon(async () => {
        expect(await textOf(card.getByRole('link', { name: /see who is in/ }))).toBe(
          `${narrowed.toLocaleString('en-GB')} customers`,
        );
      });
      await card.getByRole('link', { name: /see who is in/ }).click();
      await page.getByRole('heading', { name: 'Customers' }).waitFor();
      await soon(async () => expect(await textOf(page.locator('h1'))).toContain(narrowed.toLocaleString('en-GB')));
      expect(troubles).toEqual([]);
    }, 120_000);

    it('keeps personas in an order that matters; what was saved can be restored', async () => {
      const page = await open('/personas');
      const sharesOf = () => page.getByRole('region', { name: 'Customers by persona' }).getByRole('listitem');
      const order = async () => (await sharesOf().getByRole('link').allTextContents()).slice(0, 2);
      await page.getByRole('button', { name: 'Start with these' }).click();
      await page.getByRole('button', { name: 'Edit The regular' }).click();
      expect(page.url()).toContain('show=regular');
      expect(await countOf(page)).toBeGreaterThan(0);
      await page.getByRole('button', { name: 'Close The regular' }).click();
      await page.getByRole('button', { name: 'Save the personas' }).click();
      await soon(async () => expect(await order()).toEqual(['The regular', 'The bargain hunter']));
      const regulars = page.getByRole('link', { name: /see who is The regular/ });
      const first = await textOf(regulars);

      await page.getByRole('button', { name: 'Edit The regular' }).focus();
      await page.keyboard.press('Alt+ArrowDown');
      await page.getByRole('button', { name: 'Save the personas' }).click();
      await soon(async () => expect(await order()).toEqual(['The bargain hunter', 'The regular']));
      expect(await textOf(regulars)).not.toBe(first);
      await page.getByRole('button', { name: 'Earlier versions' }).click();
      await page.getByRole('button', { name: 'Restore version 1' }).click();
      await soon(async () => expect(await order()).toEqual(['The regular', 'The bargain hunter']));
      expect(await textOf(regulars)).toBe(first);
      expect(troubles).toEqual([]);
    }, 120_000);

    it('offers moments of truth to choose from, and asks before what is not saved is lost', async () => {
      const page = await open('/moments');
      await page.getByRole('checkbox', { name: 'All of Commerce' }).check();
      await page.getByRole('button', { name: 'Add 10 moments' }).click();
      await page.getByRole('link', { name: 'Segments' }).click();
      await page.getByRole('button', { name: 'Stay here' }).click();
      await page.getByRole('button', { name: 'Placed an order', exact: true }).click();
      await page.getByRole('textbox', { name: 'Weight' }).fill('30');
      await page.getByRole('button', { name: 'Keep' }).click();
      await page.getByRole('button', { name: 'Save the moments' }).click();
      await page.getByText('Every page now shows the change').waitFor();
      await page.reload();
      const row = page.getByRole('row').filter({ hasText: 'Placed an order' });
      await soon(async () => expect(await textOf(row)).toContain('30'));
      expect(troubles).toEqual([]);
    }, 120_000);

    it('has nothing serious for axe, and fits, in French on a small screen and in the dark', async () => {
      for (const screen of SCREENS) {
        for (const path of ['/segments', '/segments/new?example=fading', '/personas', '/moments']) {
          const page = await open(path, screen);
          await page.waitForLoadState('networkidle');
          expect(await seriousOn(page), path).toEqual([]);
          expect(await widerThanScreen(page), path).toBeLessThanOrEqual(0);
          await page.context().close();
        }
      }
      expect(troubles).toEqual([]);
    }, 120_000);
  },
);
