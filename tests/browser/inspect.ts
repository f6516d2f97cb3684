import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = { violations: { id: string; impact: string; nodes: { html: string }[] }[] };

/** What fades in or out has done so: half-way, its colours are nobody's. What goes round without end is not waited for. */
const settled = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity)
        .map(({ finished }) => finished),
    ),
  );

/** What axe finds on a page that is serious, or worse, each with the first place. */
export const seriousOn = async (page: Page): Promise<string[]> => {
  await page.evaluate(AXE);
  await settled(page);
  const { violations } = await page.evaluate(() => (window as unknown as { axe: { run(): Promise<Found> } }).axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
};

/** By how many px a page is wider than the screen: none, unless it scrolls sideways. */
export const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

/** Screens that show most of what can go wrong: a phone, and the dark, in the longer language. */
export const SCREENS = [
  { locale: 'fr-FR', viewport: { width: 360, height: 740 } },
  { locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const;
