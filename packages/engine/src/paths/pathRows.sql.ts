import type { Touchpoints } from '@parcours/core';
import { allOf } from '../rules/texts.sql.js';
import { CLASSIFYING, classifiedRows } from '../touchpoints/classify.sql.js';
import type { Scoped } from '../understand/scope.js';
import { peopleOf, scopedInteractions, textsOf } from '../understand/scope.sql.js';
import type { Query } from '../warehouse/askBounded.js';

/** Rows that paths are made of: customer, thread, time_ms, rank, message_id, name. */
export interface PathRows extends Query {
  /** What has to end a query over them. */
  readonly closing: string;
}

/** Pages, screens and tracks: what somebody did. To be known, joined or grouped is no step. */
const DEEDS = 'rank >= 3';

export const eventRows = (scoped: Scoped): PathRows => {
  const texts = textsOf(scoped);
  const rows = scopedInteractions(texts, scoped, { condition: DEEDS });
  return {
    text: `select customer, '' as thread, time_ms, rank, message_id, event as name from (${rows})`,
    parameters: texts.parameters,
    closing: '',
  };
};

export const touchpointRows = (scoped: Scoped, catalogue: Touchpoints): PathRows => {
  const texts = textsOf(scoped);
  const from = `(${scopedInteractions(texts, scoped, { condition: DEEDS, context: true })})`;
  const keep = ['customer', 'time_ms', 'message_id'];
  const told = classifiedRows({ catalogue, keep, from, places: false });
  return {
    text: `select customer, '' as thread, time_ms, rank, message_id, touchpoint as name from (${told.text})`,
    parameters: { ...told.parameters, ...texts.parameters },
    closing: CLASSIFYING,
  };
};

/** Where somebody stands who left a model that is bound to a persona. */
export const UNPLACED = 'unplaced';

/** The stages a customer moved into within the period; each value a model is kept per is a path of its own. */
export const stageRows = (scoped: Scoped, track: string): PathRows => {
  const texts = textsOf(scoped);
  return {
    text: `
select customer, value as thread, time_ms, 0 as rank, '' as message_id, if(to_stage = '', ${texts.text(UNPLACED)}, to_stage) as name
from (
  select customer_id as customer, value, toUnixTimestamp64Milli(at) as time_ms, to_stage from movements final
  where workspace_id = ${texts.workspace} and model = ${texts.text(scoped.live.keyOf(track))}
    and at >= fromUnixTimestamp64Milli(${texts.whole(scoped.from)}) and at < fromUnixTimestamp64Milli(${texts.whole(scoped.to)})
) where ${allOf(peopleOf(texts, scoped))}`,
    parameters: texts.parameters,
    closing: '',
  };
};
