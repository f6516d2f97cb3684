import type { Texts } from './texts.sql.js';

interface Telling {
  /** False where no profile of the workspace is part of another customer: the query need not look. */
  readonly linked: boolean;
  /** Whether the context, where the interaction came from, is told, too. */
  readonly context?: boolean;
}

/**
 * Interactions with the customer they belong to: their own profile's, but where a profile is part of somebody else, up to an
 * instant where it is a device that several use [ID-5], it is theirs.
 */
export const interactionsWhere = (texts: Texts, condition: string, { linked, context = false }: Telling): string => {
  const columns = `time_ms, rank, message_id, event, outbound, properties${context ? ', context' : ''}`;
  const told = `
        select profile_id, toUnixTimestamp64Milli(time) as time_ms, rank, message_id, event, outbound, properties${context ? ', context' : ''}
        from interactions
        where workspace_id = ${texts.workspace} and (${condition})`;
  if (!linked) return `select profile_id as customer, ${columns} from (${told})`;
  return `
      select if(owned.until > 0, owned.customer_id, told.profile_id) as customer, ${columns}
      from (${told}
      ) as told
      asof left join (
        select profile_id, customer_id, until from profile_spans final where workspace_id = ${texts.workspace}
      ) as owned
      on owned.profile_id = told.profile_id and owned.until >= told.time_ms`;
};

/** A row where some profile of the workspace is part of another customer. */
export const anyLinked = `select 1 as linked from profile_spans where workspace_id = {workspace:String} limit 1`;
