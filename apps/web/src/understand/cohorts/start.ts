import { type CohortStart, cohortStartSchema, type Did, didSchema } from '@parcours/core';
import { jsonIn } from '../useScope.js';

/** What begins a cohort, as it is chosen on the page. */
export type Start = { rule: { did: Did } } | Exclude<CohortStart, { rule?: unknown }>;

/** The beginning an address asks for; null for what is none. */
export const startIn = (text: string | undefined): Start | null => {
  const read = cohortStartSchema.safeParse(jsonIn(text));
  if (!read.success) return null;
  if (!('rule' in read.data)) return read.data;
  const did = didSchema.safeParse((read.data.rule as { did?: unknown } | null)?.did);
  return did.success ? { rule: { did: did.data } } : null;
};

/** The interaction that counts as coming back; null for any. */
export const returnsIn = (text: string | undefined): Did | null => {
  const read = didSchema.safeParse(jsonIn(text));
  return read.success ? read.data : null;
};
