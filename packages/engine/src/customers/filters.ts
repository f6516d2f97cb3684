import {
  BROKEN,
  type Condition,
  type customersQuerySchema,
  IN_SEGMENT,
  MOMENT_TRACK,
  PERSONA_TRACK,
  scoreOfStrength,
  segmentTrack,
  WHOLE,
} from '@parcours/core';
import type { z } from 'zod';
import type { Live } from '../definitions/loadDefinitions.js';
import { personaOf } from '../definitions/personaOf.js';
import { segmentOf } from '../definitions/segmentOf.js';
import { type Period, periodOf } from '../page/period.js';
import { DomainError } from '../ports.js';
import { listMomentPeople } from '../relationship/listMomentPeople.js';
import { conditionsIn } from '../understand/conditionsIn.js';
import { listHolding } from '../understand/listHolding.js';
import { readScope, toldPeriod } from '../understand/scope.js';
import { listDoers } from './listDoers.js';
import type { CustomerFilter } from './listing.sql.js';
import { listMoved } from './listMoved.js';
import type { ReadPorts } from './readPorts.js';

type Query = z.infer<typeof customersQuerySchema>;

/** The segment, the persona and the state of the relationship asked for, as places to stand in. */
export const belongingOf = (
  live: Live,
  { segment, persona, broken }: Partial<Pick<Query, 'segment' | 'persona' | 'broken'>>,
): CustomerFilter['belongs'] => {
  const { keyOf } = live;
  const within = segmentOf(live, segment);
  const of = personaOf(live, persona);
  return [
    ...(within === null ? [] : [{ track: keyOf(segmentTrack(within)), stage: IN_SEGMENT }]),
    ...(of === null ? [] : [{ track: keyOf(PERSONA_TRACK), stage: of }]),
    ...(broken === undefined ? [] : [{ track: keyOf(MOMENT_TRACK), stage: broken ? BROKEN : WHOLE }]),
  ];
};

/**
 * Bounds of strength as bounds of the score.
 * @throws DomainError strength.invalid (400) for bounds beyond 100 or the wrong way round
 */
export const strengthFilter = ({ keyOf }: Live, asked: string | undefined): CustomerFilter['strength'] => {
  if (asked === undefined) return null;
  const [least = '', most = ''] = asked.split(/\.\.(?!\.)/);
  const [from, to] = [least === '' ? 0 : Number(least), most === '' ? 100 : Number(most)];
  if (!(from <= to && to <= 100))
    throw new DomainError('strength.invalid', 400, 'Strength lies between 0 and 100, the lower bound first: 40..60.');
  return { track: keyOf(MOMENT_TRACK), score: [scoreOfStrength(from), scoreOfStrength(to)] };
};

/**
 * Those who moved so, did an event, to whom a moment of truth happened, or who did something that conditions hold for, in the
 * period; null where none is asked for.
 * @throws DomainError period.invalid, moment.missing, within.missing, where.invalid (400), moment.unknown (404), analysis.costly (422)
 */
export const amongOf = async (
  ports: ReadPorts,
  live: Live,
  { workspaceId, model, stage, now }: { workspaceId: string; model: string; stage: string | null; now: number },
  query: Query,
): Promise<string[] | null> => {
  const { moved, moment, then, did, within = null } = query;
  const period = { ...periodOf(query, now), workspaceId, model };
  if (then !== undefined && moment === undefined)
    throw new DomainError('moment.missing', 400, 'Say after which moment of truth: “then” goes with “moment”.');
  if (within !== null && moment === undefined && did === undefined)
    throw new DomainError(
      'within.missing',
      400,
      'Say what happened in this stage: “within” goes with “moment” or “did”.',
    );
  const found = await Promise.all([
    moment === undefined ? null : listMomentPeople(ports, live, { ...period, moment, then: then ?? null, within }),
    moved ? listMoved(ports, { ...period, moved, stage, destination: query.destination ?? null }) : null,
    did === undefined ? null : listDoers(ports, { ...period, event: did, within }),
    query.where === undefined ? null : holdingIn(ports, period, conditionsIn(query.where)),
  ]);
  const asked = found.filter((ids) => ids !== null);
  return asked.length === 0 ? null : asked.reduce(inBoth);
};

/** [MAP-8] As the map asks: the period's interactions are looked at, and whoever did them. */
const holdingIn = async (
  ports: ReadPorts,
  { workspaceId, ...period }: Period & { workspaceId: string },
  where: Condition[],
): Promise<string[] | null> => {
  const scope = { period: toldPeriod(period), where };
  return listHolding(ports, await readScope(ports, { workspaceId, scope, whole: true }));
};

const inBoth = (some: string[], others: string[]): string[] => {
  const known = new Set(some);
  return others.filter((id) => known.has(id));
};
