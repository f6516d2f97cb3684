import { type Rule, ruleSchema } from '@parcours/core';

/** The rule an address holds as JSON; null where it holds none that can be read. */
export const ruleIn = (text: string | undefined): Rule | null => {
  if (text === undefined) return null;
  try {
    return ruleSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
};
