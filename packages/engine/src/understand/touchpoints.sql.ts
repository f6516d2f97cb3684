import { INTERACTION_TYPES, TOUCHPOINT_RULES, type TouchpointRule } from '@parcours/core';
import { OF_PERSONA } from './map.sql.js';

/** Only our own constants pass here; what callers give is bound. */
const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(', ')}]`;

interface Paths {
  [key: string]: Paths;
}

/** The type that reads all these dotted paths out of a JSON text in one go; what is absent reads as ''. */
const tupleOf = (paths: Paths): string =>
  `Tuple(${Object.entries(paths)
    .map(([key, below]) => `\`${key}\` ${Object.keys(below).length === 0 ? 'String' : tupleOf(below)}`)
    .join(', ')})`;

const pathsWithin = (source: string, rules: readonly TouchpointRule[]): Paths => {
  const paths: Paths = {};
  for (const { field } of rules) {
    const [from, ...keys] = field.split('.');
    if (from !== source) continue;
    let at = paths;
    if (keys.length > 1) paths[keys.join('.')] = {};
    for (const key of keys) {
      at[key] ??= {};
      at = at[key];
    }
  }
  return paths;
};

const valueOf = (field: TouchpointRule['field']): string => {
  if (field === 'event') return 'lowerUTF8(event)';
  if (field === 'type') return `arrayElement(${list(INTERACTION_TYPES)}, rank + 1)`;
  const [source, ...keys] = field.split('.');
  const element = (tuple: string, key: string) => `tupleElement(${tuple}, ${quoted(key)})`;
  const nested = keys.reduce(element, `read_${source}`);
  if (keys.length === 1) return `lowerUTF8(${nested})`;
  // A literal key that holds the dots wins, as it does in rules.
  const literal = element(`read_${source}`, keys.join('.'));
  return `lowerUTF8(if(${literal} != '', ${literal}, ${nested}))`;
};

/** Rules that follow each other on one field by whole values: one look-up says the touch point, '' for none. */
const lookUp = (rules: readonly TouchpointRule[]): string => {
  const found = new Map<string, string>();
  for (const { values, touchpoint } of rules)
    for (const value of values) if (!found.has(value)) found.set(value, touchpoint);
  return `transform(${valueOf((rules[0] as TouchpointRule).field)}, ${list([...found.keys()])}, ${list([...found.values()])}, '')`;
};

const condition = ({ field, test, values }: TouchpointRule): string => {
  const value = valueOf(field);
  if (test === 'exists') return `${value} != ''`;
  if (test === 'startsWith') return values.map((start) => `startsWith(${value}, ${quoted(start)})`).join(' or ');
  return `hasAny(splitByChar('.', extract(${value}, '^[a-z][a-z0-9+.-]*://([^/?#:]*)')), ${list(values)})`;
};

/** Runs of rules that one look-up answers; any other rule stands alone. */
const runsOf = (rules: readonly TouchpointRule[]): TouchpointRule[][] => {
  const runs: TouchpointRule[][] = [];
  for (const rule of rules) {
    const last = runs.at(-1);
    const first = last?.[0];
    if (last && rule.test === 'in' && first?.test === 'in' && first.field === rule.field) last.push(rule);
    else runs.push([rule]);
  }
  return runs;
};

/** [TOUCH-1] in SQL: the first rule that holds names the touch point. */
const TOUCHPOINT = `multiIf(${runsOf(TOUCHPOINT_RULES)
  .flatMap((run) => {
    const [rule] = run as [TouchpointRule];
    return rule.test === 'in' ? [`${lookUp(run)} != ''`, lookUp(run)] : [condition(rule), quoted(rule.touchpoint)];
  })
  .join(',\n  ')}, 'other')`;

const read = (source: string): string =>
  `JSONExtract(${source}, ${quoted(tupleOf(pathsWithin(source, TOUCHPOINT_RULES)))}) as read_${source}`;

/** Touch points of rows that have event, rank, properties and context. */
export const touchpointColumns = `${read('properties')}, ${read('context')}, ${TOUCHPOINT} as touchpoint`;

/** How many interactions the period has, to decide how many of them are looked into. */
export const countOfPeriod = `
select toFloat64(count()) as interactions from interactions
where workspace_id = {workspace:String}
  and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})`;

/** Customers one of whose profiles may be read. */
const MAY_TOUCH = `({oneIn:UInt32} = 1 or cityHash64(customer_id) % {oneIn:UInt32} = 0
      or customer_id in (select customer_id from profile_spans final where workspace_id = {workspace:String}))`;

/**
 * Interactions of the period with the stage their customer stood in at that instant, by touch point: an interaction
 * that moves someone counts for the stage it brings them to. A profile that is part of another customer is read as theirs.
 * One profile in `oneIn` is read, always the same ones, and the counts are scaled back.
 */
export const touchesByStage = `
select stage, touchpoint as name, toFloat64(count() * {oneIn:UInt32}) as interactions,
  toFloat64(uniqExact(customer) * {oneIn:UInt32}) as customers
from (
  select moved.to_stage as stage, touched.touchpoint as touchpoint, touched.customer as customer
  from (
    select if(spans.until > 0, spans.customer_id, told.profile_id) as customer, told.time as time, told.touchpoint as touchpoint
    from (
      select profile_id, time, toUnixTimestamp64Milli(time) as ms, ${touchpointColumns}
      from interactions
      where workspace_id = {workspace:String}
        and time >= fromUnixTimestamp64Milli({from:Int64}) and time < fromUnixTimestamp64Milli({to:Int64})
        and cityHash64(profile_id) % {oneIn:UInt32} = 0
    ) as told
    asof left join (
      select profile_id, customer_id, until from profile_spans final where workspace_id = {workspace:String}
    ) as spans
    on spans.profile_id = told.profile_id and spans.until >= told.ms
  ) as touched
  asof join (
    select customer_id, at, to_stage from movements final
    where workspace_id = {workspace:String} and model = {model:String} and ${OF_PERSONA} and ${MAY_TOUCH}
  ) as moved
  on moved.customer_id = touched.customer and moved.at <= touched.time
)
group by stage, touchpoint
order by stage, customers desc, interactions desc, name
limit 5 by stage`;
