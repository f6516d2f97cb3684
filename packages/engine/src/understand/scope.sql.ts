import { Gathering } from '../rules/gathering.sql.js';
import { interactionsWhere } from '../rules/interactions.sql.js';
import { referenceHolds } from '../rules/reference.sql.js';
import { allOf, Texts } from '../rules/texts.sql.js';
import { conditionsHold } from '../rules/where.sql.js';
import type { Scoped } from './scope.js';

interface Selecting {
  /** A condition on the columns of interactions, such as which events; all of them when absent. */
  readonly condition?: string;
  /** True to select what was sent to customers, too. */
  readonly outbound?: boolean;
  /** True to select the column `context`, too. */
  readonly context?: boolean;
}

const COLUMNS = 'customer, time_ms, rank, message_id, event, outbound, properties';

/** A page of the customers that rows with a column `customer` are of, where a condition holds, in the order of their ids. */
export const customersAfter = (rows: string, condition: string): string => `
select distinct customer from (${rows}
)
where ${condition} and customer > {beyond:UUID}
order by customer
limit {most:UInt32}`;

/** Texts of a query on a scope, bound under names that begin with `prefix`. */
export const textsOf = ({ workspaceId }: Scoped, prefix = 'scope'): Texts => new Texts(prefix, workspaceId);

/** Whether a customer is one of the scope's people, by the movements of personas and segments [SEG-1] [SEG-2]. */
export const peopleOf = (
  texts: Texts,
  { live, now, persona, segment }: Scoped,
  customer = 'customer',
): (string | null)[] => {
  const asked = { texts, definitions: live.definitions, now, keyOf: live.keyOf, customer };
  return [
    persona === null ? null : referenceHolds(asked, { persona }),
    segment === null ? null : referenceHolds(asked, { segment }),
  ];
};

/**
 * The interactions of a scope with all columns `gathering` was asked for. Whatever else the question needs must have been
 * asked of it before.
 */
export const gatheredInteractions = (
  gathering: Gathering,
  scoped: Scoped,
  { condition = 'true', outbound = false, context = false }: Selecting = {},
): string => {
  const { texts } = gathering;
  const { from, to, linked, where } = scoped;
  const wanted = where.length === 0 ? null : conditionsHold(gathering, where, 'true');
  const told = allOf([
    `time >= fromUnixTimestamp64Milli(${texts.whole(from)}) and time < fromUnixTimestamp64Milli(${texts.whole(to)})`,
    outbound ? null : 'not outbound',
    condition === 'true' ? null : condition,
  ]);
  const rows = gathering.rowsOf(interactionsWhere(texts, told, { linked, context }));
  return `select * from (${rows}\n) where ${allOf([wanted, ...peopleOf(texts, scoped)])}`;
};

/**
 * Selects the interactions of a scope, each with the customer it belongs to: customer, time_ms, rank, message_id, event,
 * outbound, properties, and context where asked. Their order is (time_ms, rank, message_id) [ORDER-1]. What it binds is in
 * `texts.parameters`.
 */
export const scopedInteractions = (texts: Texts, scoped: Scoped, selecting: Selecting = {}): string =>
  `select ${COLUMNS}${selecting.context ? ', context' : ''} from (${gatheredInteractions(new Gathering(texts), scoped, selecting)})`;
