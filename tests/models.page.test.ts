import { existsSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

/** What is waited for, a replay above all, comes later where other work shares the processor; a test is waited for longer still. */
const PATIENCE = 90_000;
const LONG = 600_000;

/** Finds nothing serious once nothing is waited for: a figure is pale while the next one is being counted. */
const calmAtRest = (page: Page) =>
  vi.waitFor(
    async () => {
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"], [data-waiting="true"]') === null);
      expect(await seriousOn(page), page.url()).toEqual([]);
    },
    { timeout: PATIENCE, interval: 300 },
  );

/** What five people did, each one thing more than the one before. */
const PEOPLE: readonly { readonly name: string; readonly did: readonly string[] }[] = [
  { name: 'Ada Visitor', did: ['Page Viewed', 'Post Seen'] },
  { name: 'Bea Subscriber', did: ['Page Viewed', 'Signed Up', 'Post Seen', 'Post Read'] },
  { name: 'Cyd Donor', did: ['Page Viewed', 'Signed Up', 'Donation Made'] },
  { name: 'Dan Customer', did: ['Page Viewed', 'Order Completed'] },
  { name: 'Eve Recommender', did: ['Page Viewed', 'Donation Made', 'Referral Sent', 'Post Read', 'Post Shared'] },
];

describe.skipIf(!existsSync(PROGRAM))(
  'models, built in a real browser on the demonstration (needs npm run build)',
  () => {
    const { open, at, troubles } = onDemonstration('models', { patience: PATIENCE });
    /** Waits until something holds; a busy machine takes its time. */
    const soon = (check: () => Promise<unknown>) => vi.waitFor(check, { timeout: PATIENCE, interval: 100 });
    const textOf = async (place: Locator): Promise<string> => ((await place.textContent()) ?? '').trim();
    const get = async <T>(path: string): Promise<T> => {
      const answer = await fetch(at(path));
      return (await answer.json()) as T;
    };
    const save = (page: Page) => page.getByRole('button', { name: 'Save the model' }).click();
    const rows = (page: Page) => page.locator('li[data-stage]');
    const namesOf = async (page: Page) =>
      await rows(page)
        .locator('> div:first-child h3')
        .evaluateAll((heads) => heads.map((head) => head.firstChild?.textContent ?? ''));
    /** Who stands in a stage of a model, by name, of the five. */
    const standing = async (model: string, stage: string): Promise<string[]> => {
      const { items } = await get<{ items: { name: string | null }[] }>(
        `/api/customers?model=${model}&stage=${stage}&q=${encodeURIComponent('@five.example')}`,
      );
      return items.map(({ name }) => name ?? '').sort();
    };

    const send = async (): Promise<void> => {
      const json = { 'content-type': 'application/json' };
      const made = await fetch(at('/api/keys'), {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ kind: 'write', name: 'Five people' }),
      });
      const { key } = (await made.json()) as { key: string };
      const timeOf = (minute: number) => new Date(Date.now() - 86_400_000 + minute * 60_000).toISOString();
      const batch = PEOPLE.flatMap(({ name, did }, person) => [
        {
          type: 'identify',
          messageId: `five-${person}`,
          userId: `five-${person}`,
          timestamp: timeOf(person),
          traits: { name, email: `${name.split(' ')[0]?.toLowerCase()}@five.example` },
        },
        ...did.map((event, step) => ({
          type: 'track',
          event,
          messageId: `five-${person}-${step}`,
          userId: `five-${person}`,
          timestamp: timeOf(10 + person + step * 10),
          properties: { category: 'news' },
        })),
      ]);
      const sent = await fetch(new URL('/v1/batch', at('/')), {
        method: 'POST',
        headers: { ...json, authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
        body: JSON.stringify({ batch }),
      });
      expect(sent.status).toBe(200);
    };

    interface StageSteps {
      name: string;
      objective: string;
      /** Interactions of which one is enough, or an example by its name. */
      enter: readonly string[] | string;
    }

    /** Takes from the menu of a button; a menu whose button is scrolled away hides, and is opened again. */
    const pick = (page: Page, button: Locator, name: string): Promise<unknown> =>
      soon(async () => {
        if ((await button.getAttribute('aria-expanded')) !== 'true') await button.click();
        const item = page.getByRole('menuitem', { name, exact: true });
        try {
          await expect.poll(async () => (await item.boundingBox())?.x, { timeout: 1_000 }).toBeGreaterThan(240);
          await item.click({ timeout: 1_500 });
        } catch (error) {
          await page.keyboard.press('Escape');
          throw error;
        }
      });

    /** Fills in the stage that is open, by mouse and keyboard. */
    const fillStage = async (page: Page, { name, objective, enter }: StageSteps): Promise<void> => {
      await page.getByLabel('Name of the stage').fill(name);
      await page.getByLabel('Objective').fill(objective);
      const builder = page.getByRole('region', { name: 'Rule' });
      if (typeof enter === 'string') {
        await builder.getByRole('button', { name: enter }).click();
        return;
      }
      for (const [at, event] of enter.entries()) {
        const more = builder.getByRole('button', { name: at === 0 ? 'Choose a first condition' : 'Add a condition' });
        await pick(page, more, 'Did something');
        await page.locator('input:focus').fill(event);
        await page.getByRole('option', { name: event }).first().waitFor();
        await page.keyboard.press('Enter');
        await page.getByRole('listbox').waitFor({ state: 'hidden' });
      }
      if (enter.length < 2) return;
      await builder.getByRole('button', { name: /^How the conditions go together/ }).click();
      await page.getByRole('option', { name: 'at least one of these is true' }).click();
    };

    const build = async (page: Page, name: string, description: string, stages: readonly StageSteps[]) => {
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByLabel('What this journey tells').fill(description);
      for (const [at, stage] of stages.entries()) {
        if (at > 0) await page.getByRole('button', { name: 'Add a stage' }).click();
        await fillStage(page, stage);
      }
    };

    /** Saved, and then live: the replay is done, and its page is there. */
    const saved = async (page: Page, id: string): Promise<void> => {
      await save(page);
      await page.waitForURL(/\/models(\/[a-z0-9-]+)?\?/);
      await soon(async () => {
        const { items } = await get<{ items: { model: { id: string } }[] }>('/api/models');
        expect(items.map(({ model }) => model.id)).toContain(id);
      });
    };

    beforeAll(async () => {
      await send();
      await soon(async () => {
        const { items } = await get<{ items: unknown[] }>(`/api/customers?q=${encodeURIComponent('@five.example')}`);
        expect(items).toHaveLength(5);
      });
    }, LONG);

    it(
      'is built from nothing: visitor, subscriber, customer or donor, recommender',
      async () => {
        const page = await open('/models');
        await page.getByRole('link', { name: 'New model' }).click();
        await build(page, 'Supporters', 'From a first visit to those who speak of us.', [
          { name: 'Visitor', objective: 'Come and look.', enter: 'Visits a page' },
          { name: 'Subscriber', objective: 'Ask to hear from us.', enter: 'Signs up' },
          { name: 'Customer or donor', objective: 'Buy or give.', enter: ['Order placed', 'Donation Made'] },
          { name: 'Recommender', objective: 'Tell others.', enter: 'Recommends' },
        ]);
        // A way out: whoever unsubscribes is a visitor again.
        await page.getByRole('button', { name: 'Edit Subscriber' }).click();
        await page.getByRole('button', { name: 'Add a way out' }).click();
        await page.getByRole('listitem', { name: 'Way out 1' }).getByRole('button', { name: 'Unsubscribes' }).click();
        expect(await page.getByRole('combobox', { name: 'Goes to' }).inputValue()).toBe('1. Visitor');
        await calmAtRest(page);
        await page.getByRole('button', { name: 'Close Subscriber' }).click();
        const told = (row: number, words: string) =>
          soon(async () => expect(await textOf(rows(page).nth(row))).toContain(words));
        await told(1, 'To Visitor: whoever unsubscribed in the last hour.');
        await told(2, 'Whoever placed an order or did “Donation Made”.');
        // Who would stand where, before it is saved.
        await page
          .getByRole('region', { name: 'What this would change' })
          .getByText('on this journey')
          .first()
          .waitFor();

        await saved(page, 'supporters');
        await page.getByText('Every page now shows the change').waitFor();
        expect(await standing('supporters', 'visitor')).toEqual(['Ada Visitor']);
        expect(await standing('supporters', 'subscriber')).toEqual(['Bea Subscriber']);
        expect(await standing('supporters', 'customer-or-donor')).toEqual(['Cyd Donor', 'Dan Customer']);
        expect(await standing('supporters', 'recommender')).toEqual(['Eve Recommender']);
        const map = await get<{ stages: { id: string; customers: number }[] }>('/api/models/supporters/map');
        expect(map.stages.map(({ id }) => id)).toEqual(['visitor', 'subscriber', 'customer-or-donor', 'recommender']);
        expect(map.stages[2]?.customers).toBeGreaterThan(100);

        await page.goto(at('/map?model=supporters'));
        await page.getByText('Customer or donor').first().waitFor();
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'is built from nothing: sees a post, reads it, subscribes, shares; one position for each category',
      async () => {
        const page = await open('/models/new');
        await build(page, 'Readers', 'From a post that is seen to one that is shared.', [
          { name: 'Sees a post', objective: 'Stop at a post.', enter: ['Post Seen'] },
          { name: 'Reads it', objective: 'Read to the end.', enter: ['Post Read'] },
          { name: 'Subscribes', objective: 'Want the next one.', enter: ['Signed up'] },
          { name: 'Shares', objective: 'Pass it on.', enter: ['Post Shared'] },
        ]);
        await page.getByRole('combobox', { name: 'One position for each' }).fill('category');
        await page.keyboard.press('Escape');
        await page.getByText('a position of their own for every “category”').waitFor();
        await saved(page, 'readers');
        expect(await standing('readers', 'sees-a-post')).toEqual(['Ada Visitor']);
        expect(await standing('readers', 'subscribes')).toEqual(['Bea Subscriber', 'Cyd Donor']);
        expect(await standing('readers', 'shares')).toEqual(['Eve Recommender']);
        const { items } = await get<{ items: { model: { id: string; per?: string } }[] }>('/api/models');
        expect(items.find(({ model }) => model.id === 'readers')?.model.per).toBe('category');
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'is edited: renamed, undone, redone, put in another order by keyboard, saved as its next version',
      async () => {
        const page = await open('/models/supporters');
        await page.getByRole('link', { name: 'Edit' }).click();
        await page.getByRole('button', { name: 'Edit Visitor' }).click();
        await page.getByLabel('Name of the stage').press('End');
        await page.getByLabel('Name of the stage').pressSequentially(' of the site');
        await soon(async () => expect((await namesOf(page))[0]).toBe('Visitor of the site'));
        await page.keyboard.press('Control+z');
        await soon(async () => expect((await namesOf(page))[0]).toBe('Visitor'));
        await page.keyboard.press('Control+Shift+z');
        await soon(async () => expect((await namesOf(page))[0]).toBe('Visitor of the site'));
        await page.getByText('Only words change: they show at once.').waitFor();
        await page.getByRole('button', { name: 'Close Visitor of the site' }).click();

        await page.getByRole('button', { name: 'Edit Subscriber' }).focus();
        await page.keyboard.press('Alt+ArrowDown');
        await soon(async () => expect((await namesOf(page))[2]).toBe('Subscriber'));
        await page.getByRole('button', { name: 'Undo' }).click();
        await soon(async () => expect((await namesOf(page))[1]).toBe('Subscriber'));

        // What is not saved is asked about before it is lost.
        await page.getByRole('link', { name: 'Segments' }).click();
        await page.getByRole('button', { name: 'Stay here' }).click();
        await save(page);
        await page.getByRole('heading', { name: 'Visitor of the site' }).waitFor();
        await page.getByText('Version 2').first().waitFor();
        expect(await standing('supporters', 'visitor')).toEqual(['Ada Visitor']);
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'is bound to a persona: only its customers stand on it',
      async () => {
        const persona = { name: { en: 'Givers', fr: 'Donateurs' }, rule: { did: { event: 'Donation Made' } } };
        const fallback = { id: 'others', name: { en: 'Others', fr: 'Autres' } };
        const made = await fetch(at('/api/personas'), {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ personas: [{ id: 'givers', ...persona }], fallback }),
        });
        expect(made.status).toBe(200);
        const page = await open('/models/readers/edit');
        await page.getByRole('combobox', { name: 'Whose journey it is' }).click();
        await page.getByRole('option', { name: 'Givers' }).click();
        await page.getByText('Only customers of this persona stand on it').waitFor();
        await save(page);
        await page.getByText('Every page now shows the change').waitFor();
        await soon(async () => expect(await standing('readers', 'sees-a-post')).toEqual([]));
        await soon(async () => expect(await standing('readers', 'subscribes')).toEqual(['Cyd Donor']));
        await soon(async () => expect(await standing('readers', 'shares')).toEqual(['Eve Recommender']));
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'is duplicated and deleted; not while others ask for it',
      async () => {
        const page = await open('/models/supporters');
        await pick(page, page.getByRole('button', { name: 'More for Supporters' }), 'Duplicate');
        await soon(async () =>
          expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Supporters (copy)'),
        );
        await saved(page, 'supporters-copy');
        await page.goto(at('/models/supporters-copy'));
        await pick(page, page.getByRole('button', { name: 'More for Supporters (copy)' }), 'Delete');
        await page.getByRole('button', { name: 'Delete the model' }).click();
        await page.getByRole('heading', { name: 'Models', exact: true }).waitFor();
        await soon(async () => expect(await page.getByRole('link', { name: 'Supporters (copy)' }).count()).toBe(0));
        // Its address offers it back.
        await page.goto(at('/models/supporters-copy'));
        await page.getByRole('button', { name: 'Earlier versions' }).click();
        await page.getByRole('button', { name: 'Restore version 1' }).click();
        await page.getByRole('heading', { name: 'Supporters (copy)' }).waitFor();

        const asks = { position: { model: 'supporters', stage: 'recommender' } };
        const name = { en: 'Those who recommend', fr: 'Ceux qui recommandent' };
        const put = await fetch(at('/api/segments/fans'), {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id: 'fans', name, rule: asks }),
        });
        expect([200, 202]).toContain(put.status);
        await page.goto(at('/models/supporters'));
        await pick(page, page.getByRole('button', { name: 'More for Supporters' }), 'Delete');
        await page.getByText('Used by the segment Those who recommend.').waitFor();
        expect(await page.getByRole('button', { name: 'Delete the model' }).count()).toBe(0);
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'says what is wrong at its field, before it is saved, on a folded stage too',
      async () => {
        const page = await open('/models/supporters/edit');
        const stage = (name: string) => rows(page).filter({ has: page.getByRole('heading', { name }) });

        // A circle: the segment asks where they stand on this model.
        await page.getByRole('button', { name: 'Edit Visitor' }).click();
        await page.waitForLoadState('networkidle');
        await pick(page, page.getByRole('button', { name: 'Add a condition' }), 'Is in a segment');
        const circle = 'This asks for itself, by a circle: Supporters → Those who recommend → Supporters.';
        await page.getByText(circle).waitFor();
        await page.getByRole('button', { name: 'Close Visitor' }).click();
        expect(await textOf(stage('Visitor').getByRole('alert'))).toBe(circle);
        await save(page);
        await page.getByText('One thing is to be settled first:').waitFor();
        expect(page.url()).toContain('/models/supporters/edit');
        await page.keyboard.press('Escape');
        await page.getByRole('button', { name: 'Undo' }).click();
        await soon(async () => expect(await page.getByText(circle).count()).toBe(0));

        // A stage that others ask for goes; a clause that led to it leads nowhere.
        await pick(page, page.getByRole('button', { name: 'More for Recommender' }), 'Remove');
        await page.getByText('Those who recommend asks for a stage that is no longer here.').first().waitFor();
        await page.getByRole('button', { name: 'Discard changes' }).click();
        await soon(async () => expect(await namesOf(page)).toHaveLength(4));

        // A stage without words or rule is refused when saved, and its fields say why.
        await page.getByRole('button', { name: 'Add a stage' }).click();
        await save(page);
        await page.getByText('3 things are to be settled first:').waitFor();
        await page.getByText('Say what you want to happen here.').first().waitFor();
        await calmAtRest(page);
        expect(troubles).toEqual([]);
      },
      LONG,
    );

    it(
      'has nothing serious for axe, and fits, in French on a small screen and in the dark',
      async () => {
        for (const screen of SCREENS) {
          for (const path of ['/models', '/models/ecommerce', '/models/new', '/models/ecommerce/edit?show=advocate']) {
            const page = await open(path, screen);
            await page.waitForLoadState('networkidle');
            await calmAtRest(page);
            expect(await widerThanScreen(page), path).toBeLessThanOrEqual(0);
            await page.context().close();
          }
        }
        expect(troubles).toEqual([]);
      },
      LONG,
    );
  },
);
