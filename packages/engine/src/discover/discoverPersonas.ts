import {
  type Bilingual,
  describeGroup,
  type discoverSchema,
  type GroupsFound,
  type GroupsTask,
  nameGroup,
  namesOf,
  type Rule,
  ruleOfGroup,
  setApart,
} from '@parcours/core';
import type { z } from 'zod';
import { namesOfCustomers } from '../customers/customers.sql.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { ruleInWords } from '../models/words.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { type Behaviour, behaviourIn } from './behaviour.js';
import { selectedOf } from './behaviour.sql.js';
import { measuresIn, type RuleMeasure } from './measures.js';
import { type AskedDiscovery, type Observed, observe } from './readDiscovery.js';

export type DiscoverTold = z.infer<typeof discoverSchema>;
/** Finds groups somewhere: it takes seconds on many people. */
export type DiscoverGroups = (task: GroupsTask) => Promise<GroupsFound>;

const MOST_EXAMPLES = 5;
const DAY = 86_400_000;

/** A rule that looks as far back as the period, of whom the scope is about. */
const wholeRule = (
  { asked: { scoped, ended } }: Observed,
  found: GroupsFound['groups'][number],
  asks: RuleMeasure[],
) => {
  const days = Math.max(1, Math.floor((ended - scoped.from) / DAY));
  const rule = ruleOfGroup(
    asks.map(({ measure }) => measure),
    found.leaves,
    `P${days}D`,
  );
  if (!rule) return null;
  const whom: Rule[] = [
    ...(scoped.persona === null ? [] : [{ persona: scoped.persona }]),
    ...(scoped.segment === null ? [] : [{ segment: scoped.segment }]),
  ];
  return whom.length === 0 ? rule : { all: [...whom, rule] };
};

/** [DISC-4] How a rule does on those held out, asked of the warehouse as any rule is. */
const measureRule = async (
  { warehouse }: Pick<ReadPorts, 'warehouse'>,
  { asked, rows }: Observed,
  rule: Rule,
  isInside: (at: number) => boolean,
) => {
  const selected = new Set(
    (await askScoped<{ customer: string }>(warehouse, selectedOf(asked, rule))).map(({ customer }) => customer),
  );
  const held = rows.flatMap((row, at) => (row.held ? [{ at, selected: selected.has(row.customer) }] : []));
  return {
    selected: selected.size,
    inside: held.filter(({ at }) => isInside(at)).length,
    both: held.filter((one) => one.selected && isInside(one.at)).length,
  };
};

const examplesOf = async (
  { sql }: Pick<ReadPorts, 'sql'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string | null }[]> => {
  const named = await sql.query<{ id: string; name: string | null }>(namesOfCustomers, [workspaceId, ids]);
  const nameOf = new Map(named.map(({ id, name }) => [id, name]));
  return ids.map((id) => ({ id, name: nameOf.get(id) ?? null }));
};

interface Telling {
  readonly observed: Observed;
  readonly behaviour: Behaviour;
  readonly asks: RuleMeasure[];
  readonly found: GroupsFound;
  readonly currency: string;
}

const tellGroup = async (ports: ReadPorts, telling: Telling, group: number, taken: readonly Bilingual[]) => {
  const { observed, behaviour, asks, found, currency } = telling;
  const { live, workspaceId } = observed.asked.scoped;
  const one = found.groups[group] as GroupsFound['groups'][number];
  const isInside = (at: number): boolean => found.labels[at] === group;
  const apart = setApart(behaviour.columns, found.labels, group);
  const rule = wholeRule(observed, one, asks);
  const ids = observed.rows.flatMap(({ customer }, at) => (isInside(at) ? [customer] : []));
  return {
    name: nameGroup(behaviour.features, apart, taken),
    description: describeGroup(behaviour.features, apart, currency),
    ...{ people: ids.length, stability: one.stability, apart },
    rule: rule && {
      ...{ rule, words: ruleInWords(rule, namesOf(live.definitions)) },
      held: await measureRule(ports, observed, rule, isInside),
    },
    examples: await examplesOf(ports, workspaceId, ids.slice(0, MOST_EXAMPLES)),
  };
};

/**
 * [DISC-1] to [DISC-5] Groups of customers who behave alike in the period, each with what sets it apart, how surely it comes
 * out again, and a rule that reproduces it. Nothing is saved.
 * @throws DomainError as observe
 */
export const discoverPersonas = async (
  ports: ReadPorts,
  discover: DiscoverGroups,
  given: AskedDiscovery,
): Promise<DiscoverTold> => {
  const [observed, { currency }] = await Promise.all([
    observe(ports, given),
    readWorkspace({ sql: ports.sql }, given.workspaceId),
  ]);
  const { asked, rows, people } = observed;
  const behaviour = behaviourIn(rows, asked, asked.catalogue);
  const asks = measuresIn(rows, asked);
  const held = rows.map((row) => row.held);
  const found = await discover({
    families: behaviour.families,
    held,
    measures: asks.map(({ values, cuts }) => ({ values, cuts })),
    groups: given.query.groups ?? null,
  });
  const groups: DiscoverTold['groups'] = [];
  for (const group of found.groups.keys())
    groups.push(
      await tellGroup(
        ports,
        { observed, behaviour, asks, found, currency },
        group,
        groups.map(({ name }) => name),
      ),
    );
  const { tried, silhouette, chance, apart, none } = found;
  return {
    period: toldPeriod(asked.scoped),
    ...{ people, compared: rows.length, held: held.filter(Boolean).length },
    ...{ features: [...behaviour.features], same: [...behaviour.same] },
    ...{ tried: [...tried], silhouette, chance, apart, none, groups },
  };
};
