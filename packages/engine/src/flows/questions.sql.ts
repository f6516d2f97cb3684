import type { RuleQuery } from '../rules/compileRule.sql.js';
import { interactionsWhere } from '../rules/interactions.sql.js';
import { Texts } from '../rules/texts.sql.js';

/** Of some customers, {ids:Array(UUID)}, those a rule holds for. */
export const amongThem = ({ text, parameters }: RuleQuery, ids: readonly string[]): RuleQuery => ({
  text: `select toString(customer) as id from (${text}) where customer in {ids:Array(UUID)}`,
  parameters: { ...parameters, ids },
});

export interface DidAsked {
  readonly workspaceId: string;
  readonly event: string;
  readonly since: number;
  readonly until?: number;
  readonly ids: readonly string[];
  readonly linked: boolean;
}

/** When some customers did something since an instant, with its properties. */
export const didSince = ({ workspaceId, event, since, until, ids, linked }: DidAsked): RuleQuery => {
  const texts = new Texts('did', workspaceId);
  const after = `time >= fromUnixTimestamp64Milli(${texts.whole(since)}, 'UTC')`;
  const before = until === undefined ? 'true' : `time < fromUnixTimestamp64Milli(${texts.whole(until)}, 'UTC')`;
  const rows = interactionsWhere(texts, `event = ${texts.text(event)} and ${after} and ${before}`, { linked });
  return {
    text: `select toString(customer) as id, toFloat64(time_ms) as at, message_id, properties
    from (${rows}) where customer in {ids:Array(UUID)} order by time_ms, message_id`,
    parameters: { ...texts.parameters, ids },
  };
};

/** Of some messages of some profiles those that were imported. */
export const importedAmong = `
select message_id from interactions
where workspace_id = {workspace:String} and profile_id in {profiles:Array(UUID)}
  and message_id in {messages:Array(String)} and imported`;
