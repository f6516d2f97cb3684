import type { Sequence } from '@parcours/core';
import type { Gathering } from './gathering.sql.js';
import { anyOf } from './texts.sql.js';

/** What the expressions of a sequence are made of: the match of each step, and the end of the span from an instant. */
interface Steps {
  readonly matches: readonly string[];
  readonly end: string;
}

/**
 * [RULE-10] Goes through a customer's matches in order and keeps, by steps done, the latest end of the span of such a beginning
 * (-1: none), as the fold does. All steps are taken from what was before the row, so that one interaction is never two of them.
 */
export const sequenceHolds = (gathering: Gathering, { steps }: Sequence, { matches, end }: Steps): string => {
  const mask = gathering.column('derived', matches.map((match, step) => `if(${match}, ${2 ** step}, 0)`).join(' + '));
  const ends = gathering.column('derived', `if(${matches[0]}, ${end}, toInt64(-1))`);
  const rows = gathering.aggregate(
    `groupArrayIf((time_ms, rank, message_id, toUInt8(${mask}), toInt64(${ends})), ${anyOf(matches)})`,
  );
  const taken = steps.map((_, step) => {
    const had = `done.${step + 1}`;
    if (step === 0) return `if(bitTest(row.4, 0), greatest(${had}, row.5), ${had})`;
    const before = `done.${step}`;
    return `if(bitTest(row.4, ${step}) and ${before} > row.1, greatest(${had}, ${before}), ${had})`;
  });
  const none = steps.map(() => 'toInt64(-1)').join(', ');
  return `arrayFold((done, row) -> (${taken.join(', ')}), arraySort(${rows}), (${none})).${steps.length} >= 0`;
};
