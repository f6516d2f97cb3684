import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

describe.skipIf(!existsSync(PROGRAM))('flows, on the page (needs npm run build)', () => {
  const { open, troubles } = onDemonstration('flows');

  it('[FLOW-9] six are drafted, and a draft shows what it would have done', async () => {
    const page = await open('/flows');
    await page.getByRole('link', { name: 'Win-back' }).waitFor();
    expect(await page.getByText('Draft', { exact: true }).count()).toBe(6);
    await page.getByRole('link', { name: 'Win-back' }).click();
    await page.getByText(/^\d+ people would have begun$/).waitFor();
    const first = page.getByRole('button', { name: /^E-mail We miss you \d+ passed/ });
    expect(Number(/(\d+) passed/.exec((await first.textContent()) ?? '')?.[1])).toBeGreaterThan(50);
    await page.getByRole('combobox', { name: 'Customer' }).click();
    await page.getByRole('option').first().click();
    await page.getByText('Is sent', { exact: true }).first().waitFor();
    await page.getByText('Leaves', { exact: true }).waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('[FLOW-6] a step is added by keyboard, told what it lacks, undone, and the flow saved and activated', async () => {
    const page = await open('/flows/edit/welcome');
    const plus = page.getByRole('button', { name: 'Add a step after “E-mail”' }).first();
    await plus.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'E-mail' }).press('Enter');
    await page.getByText('choose a content that exists').first().waitFor();
    expect(await page.getByRole('button', { name: 'Activate' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: /^Wait 3 days/ }).click();
    await page.getByRole('textbox', { name: 'Note' }).fill('Let them look around');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Draft · v2').waitFor();
    await page.getByRole('button', { name: /^Let them look around/ }).waitFor();
    await page.getByRole('button', { name: 'Activate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
    await page.getByText('Active · v2').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Paused · v2').waitFor();
    expect(troubles).toEqual([]);
  }, 120_000);

  it('begins from a template that is there already, and from nothing', async () => {
    const page = await open('/flows');
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('menuitem', { name: 'Invite likely ambassadors' }).click();
    await page.waitForURL(/flows\/new/);
    await page.getByRole('button', { name: /^E-mail Share what you like/ }).waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/flows\/edit\/invite-likely-ambassadors/);
    expect(troubles).toEqual([]);
  }, 120_000);

  it('is sound for everyone, on a phone and in the dark, in French', async () => {
    for (const screen of SCREENS)
      for (const path of ['/flows', '/flows/edit/basket', '/flows/new']) {
        const page = await open(path, screen);
        await page.getByText(path === '/flows' ? 'Reconquête' : 'Commence', { exact: true }).waitFor();
        expect([path, await seriousOn(page), await widerThanScreen(page)]).toEqual([path, [], 0]);
        await page.close();
      }
    expect(troubles).toEqual([]);
  }, 120_000);
});
