import { type Beginning, beginningSchema } from '@parcours/core';
import { jsonIn } from '../useScope.js';

/** What fits the fields of an editor. */
const LONGEST_DESCRIPTION = 500;

/** What somebody keeps of an analysis, as an address hands it to an editor. */
export const beginningOf = ({ name, description, rule }: Beginning): string => {
  const cut = (text: string): string =>
    text.length <= LONGEST_DESCRIPTION ? text : `${text.slice(0, LONGEST_DESCRIPTION - 1)}…`;
  return JSON.stringify({ name, description: { en: cut(description.en), fr: cut(description.fr) }, rule });
};

/** What an address hands to an editor; null where it is nothing an editor could begin with. */
export const beginningIn = (text: string | undefined): Beginning | null => {
  const read = beginningSchema.safeParse(jsonIn(text));
  return read.success ? read.data : null;
};
