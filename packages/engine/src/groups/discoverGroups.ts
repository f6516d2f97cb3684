import { type FoundGroup, type GroupsFound, type GroupsTask, namesOf } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { ruleInWords } from '../models/words.js';
import { toldPeriod } from '../understand/scope.js';
import { type AskedGroups, type Behaviour, type GroupsTold, readBehaviour } from './readBehaviour.js';
import { ruleOf } from './ruleOf.js';

/** Looks for groups somewhere: it takes a second or two on thousands of people. */
export type FindGroups = (task: GroupsTask) => Promise<GroupsFound>;

const MOST_TRAITS = 4;
/** In standard deviations: nearer to everybody, a trait is not told of. */
const LEAST_APART = 0.3;

const meanOf = (values: readonly number[]): number =>
  values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : 0;

/** What sets a group apart, most first: at least one thing. */
const traitsOf = ({ people, apart }: FoundGroup, { by, rows }: Behaviour): GroupsTold['groups'][number]['traits'] => {
  const members = new Set(people);
  const told = by.map((trait, column) => {
    const of = (inside: boolean): number =>
      meanOf(rows.flatMap((row, at) => (members.has(at) === inside ? [row[column] as number] : [])));
    return { ...trait, here: of(true), others: of(false), apart: apart[column] ?? 0 };
  });
  const sorted = told.sort((a, b) => Math.abs(b.apart) - Math.abs(a.apart));
  return sorted.filter((trait, at) => at === 0 || Math.abs(trait.apart) >= LEAST_APART).slice(0, MOST_TRAITS);
};

/**
 * [GROUP-1] to [GROUP-5] Groups of people who do alike, what sets each apart, how stable it is, and the rule that finds it.
 * @throws DomainError as readBehaviour
 */
export const discoverGroups = async (ports: ReadPorts, find: FindGroups, asked: AskedGroups): Promise<GroupsTold> => {
  const behaviour = await readBehaviour(ports, asked);
  const { scoped, people, by, rows } = behaviour;
  const { groups, silhouette, byChance, clear } = await find({ rows, count: asked.query.count });
  return {
    period: toldPeriod(scoped),
    ...{ people, compared: rows.length, traits: [...by], silhouette, byChance, clear },
    groups: (clear ? groups : []).map((group) => {
      const rule = ruleOf(group.bounds, by, scoped);
      return {
        size: group.people.length,
        stability: group.stability,
        traits: traitsOf(group, behaviour),
        ...{ rule, words: rule && ruleInWords(rule, namesOf(scoped.live.definitions)) },
        ...{ precision: group.precision, recall: group.recall },
      };
    }),
  };
};
