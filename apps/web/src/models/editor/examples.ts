import type { Rule } from '@parcours/core';

const did = (event: string, atLeast?: number, within?: string): Rule => ({
  did: { event, ...(atLeast ? { atLeast } : {}), ...(within ? { within } : {}) },
});

/** A rule to start from, by the name of its words. */
export interface StageExample {
  readonly name: ExampleName;
  readonly rule: Rule;
}
type ExampleName = keyof typeof ENTER | keyof typeof LEAVE;

const ENTER = {
  visit: did('Page Viewed'),
  signUp: did('Signed Up'),
  order: did('Order Completed'),
  twice: did('Order Completed', 2, 'P1Y'),
  recommends: { any: [did('Referral Sent'), did('Invite Sent'), did('Product Shared')] },
} as const satisfies Record<string, Rule>;

const LEAVE = {
  quiet60: { quiet: { for: 'P60D' } },
  quiet180: { quiet: { for: 'P180D' } },
  sentBack: did('Product Returned', undefined, 'PT1H'),
  unsubscribes: did('Unsubscribed', undefined, 'PT1H'),
} as const satisfies Record<string, Rule>;

const listOf = (rules: Readonly<Partial<Record<ExampleName, Rule>>>): readonly StageExample[] =>
  Object.entries(rules).map(([name, rule]) => ({ name: name as ExampleName, rule }));

/** What most often brings people into a stage. */
export const ENTER_EXAMPLES = listOf(ENTER);
/** What most often takes them out of it, backwards: each of what just happened, or of a silence. */
export const LEAVE_EXAMPLES = listOf(LEAVE);
