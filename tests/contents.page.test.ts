import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))('contents, on the page (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('contents');

  it('[CONTENT-7] a gap is filled: written from its cell, saved, and there', async () => {
    const page = await open('/contents?model=ecommerce');
    const gaps = page.getByText('5 gaps');
    await gaps.waitFor();
    await page.getByRole('link', { name: 'write for “Everybody” in “Acquire”' }).click();
    const subject = page.getByRole('textbox', { name: 'Subject' });
    await expect.poll(() => subject.inputValue()).toBe('A guide to choosing well');
    await subject.fill('Hello from {{ organisation.name }}');
    await page.getByText('Hello from Retail').waitFor();
    const frame = page.frameLocator('iframe');
    await frame.getByText('Choose well, the first time').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/contents\/edit\/the-guide/);
    await page.getByRole('link', { name: '← Contents' }).click();
    await page.getByText('4 gaps').waitFor();
    await page.getByRole('cell').getByRole('link', { name: 'The guide' }).waitFor();
    const map = await open('/map?view=lanes&model=ecommerce');
    await map.getByRole('cell').getByRole('link', { name: 'The guide' }).waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[CONTENT-2] names what is wrong at its field, and does not let it be saved', async () => {
    const page = await open('/contents/new?example=desire');
    await page.getByRole('textbox', { name: 'Subject' }).fill('{{ organisaton.name }}');
    await page
      .getByText('there is no variable “organisaton.name”; did you mean “organisation.name”?')
      .first()
      .waitFor();
    expect(await page.getByRole('textbox', { name: 'Subject' }).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[CONTENT-3] shows a real customer’s data in a frame that runs no script, dark, on a phone, in French', async () => {
    const page = await open('/contents/new?example=attention');
    await page.getByText('French', { exact: true }).click();
    const frame = page.frameLocator('iframe');
    await frame.getByText('Ravis de faire connaissance').waitFor();
    await page.getByRole('textbox', { name: 'Subject' }).fill('N° {{ customer.user_id }}');
    await page.getByText('N° ‹user_id›').waitFor();
    await page.getByRole('combobox', { name: 'Seen as' }).click();
    await page.getByRole('option').first().click();
    await expect.poll(() => page.getByText(/^N° \d+$/).count()).toBe(1);
    await page.getByText('Phone', { exact: true }).click();
    await page.getByText('Dark', { exact: true }).click();
    const element = page.locator('iframe');
    expect(await element.getAttribute('sandbox')).toBe('');
    expect((await element.boundingBox())?.width).toBe(360);
    const ground = () =>
      frame
        .locator('.paper')
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor);
    await expect.poll(ground).toBe('rgb(27, 28, 30)');
    expect(troubles).toEqual([]);
  }, 120_000);

  it.each(SCREENS)(
    'is sound for axe and no wider than its screen: $colorScheme $viewport.width',
    async (screen) => {
      for (const path of ['/contents', '/contents/new?example=desire']) {
        const page = await open(path, screen);
        await page
          .getByRole(path === '/contents' ? 'table' : 'combobox')
          .first()
          .waitFor();
        expect(await seriousOn(page), path).toEqual([]);
        expect(await widerThanScreen(page), path).toBeLessThanOrEqual(0);
      }
      expect(troubles).toEqual([]);
    },
    120_000,
  );
});
