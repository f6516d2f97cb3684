import type { Friction, Moment, Strength } from '@parcours/core';
import type { PaceCounts } from '../pace/countPaces.js';
import type { Period } from '../page/period.js';
import { toldPeriod } from '../understand/scope.js';
import type { Ways } from './measured.sql.js';

export interface MomentRow {
  readonly stage: string;
  readonly id: string;
  readonly customers: number;
  readonly times: number;
}

type Query = Record<string, string>;

/** What is known of a map's stages over a period. */
export interface Signs {
  /** The address of all people of the map. */
  readonly of: Query;
  readonly period: Period;
  readonly stages: readonly string[];
  readonly present: ReadonlyMap<string, number>;
  readonly ways: ReadonlyMap<string, Ways>;
  readonly paces: ReadonlyMap<string, PaceCounts>;
  readonly stuck: ReadonlyMap<string, number>;
  readonly happened: readonly MomentRow[];
  readonly complaints: readonly { readonly stage: string; readonly event: string; readonly customers: number }[];
  readonly catalogue: readonly Moment[];
}

type Influence = Omit<Friction, 'kind'>;

/** Addresses of the people behind a sign. */
export const addresses = ({ of: scope, period }: Pick<Signs, 'of' | 'period'>) => {
  const during = toldPeriod(period);
  return {
    moved: (moved: string, stage: string): Query => ({ ...scope, moved, stage, ...during }),
    pace: (pace: string, stage: string): Query => ({ ...scope, stage, pace }),
    stuck: (stage: string): Query => ({ ...scope, stage, stuck: 'true' }),
    moment: (moment: string, within: string): Query => ({ ...scope, moment, within, ...during }),
    did: (did: string, within: string): Query => ({ ...scope, did, within, ...during }),
  };
};

const ranked = <One extends Influence>(all: readonly One[], stages: readonly string[]): One[] =>
  all
    .filter(({ people, stage }) => people > 0 && stages.includes(stage))
    .sort((a, b) => b.people - a.people || stages.indexOf(a.stage) - stages.indexOf(b.stage));

const makerOf = ({ present }: Signs) => {
  return <Kind extends string>(kind: Kind, stage: string, people: number, query: Query, subject = '') => ({
    ...{ kind, stage, subject, people, query },
    of: Math.max(people, present.get(stage) ?? 0),
  });
};

const momentsBy = ({ happened, catalogue }: Signs, wanted: (moment: Moment) => boolean): MomentRow[] =>
  happened.filter(({ id }) => catalogue.some((moment) => moment.id === id && wanted(moment)));

/**
 * [MAP-3] [MAP-4] Where people are lost, most people first: those who moved back by what they did or by silence, looped, are
 * stalled (stuck where the pace is not known), complained or asked for their money back, or had a moment that weakened or broke.
 */
export const frictionsOf = (signs: Signs): Friction[] => {
  const to = addresses(signs);
  const make = makerOf(signs);
  const covered = new Set(signs.catalogue.filter(({ effect }) => effect !== 'reinforce').map(({ event }) => event));
  const ofStages = signs.stages.flatMap((stage) => {
    const ways = signs.ways.get(stage);
    const stalled = signs.paces.get(stage)?.stalled;
    const held =
      stalled === undefined
        ? make('stuck', stage, signs.stuck.get(stage) ?? 0, to.stuck(stage))
        : make('stalled', stage, stalled, to.pace('stalled', stage));
    const back = (['regressed', 'lapsed', 'looped'] as const).map((kind) =>
      make(kind, stage, ways?.[kind] ?? 0, to.moved(kind, stage)),
    );
    return [...back, held];
  });
  const complaints = signs.complaints
    .filter(({ event }) => !covered.has(event))
    .map(({ stage, event, customers }) => make('complaint', stage, customers, to.did(event, stage), event));
  const moments = momentsBy(signs, ({ effect }) => effect !== 'reinforce').map(({ stage, id, customers }) =>
    make('moment', stage, customers, to.moment(id, stage), id),
  );
  return ranked<Friction>([...ofStages, ...complaints, ...moments], signs.stages);
};

/** What carries people forward, most people first: movements up, a pace faster than most, moments that reinforced. */
export const strengthsOf = (signs: Signs): Strength[] => {
  const to = addresses(signs);
  const make = makerOf(signs);
  const ofStages = signs.stages.flatMap((stage) => [
    make('forward', stage, signs.ways.get(stage)?.forward ?? 0, to.moved('forward', stage)),
    make('faster', stage, signs.paces.get(stage)?.faster ?? 0, to.pace('faster', stage)),
  ]);
  const moments = momentsBy(signs, ({ effect }) => effect === 'reinforce').map(({ stage, id, customers }) =>
    make('moment', stage, customers, to.moment(id, stage), id),
  );
  return ranked<Strength>([...ofStages, ...moments], signs.stages);
};
