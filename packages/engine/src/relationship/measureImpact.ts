import { MOMENT_TRACK, type momentsImpactSchema, signedWeight } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { chooseModel } from '../models/listModels.js';
import { periodOf } from '../page/period.js';
import { shareOf } from '../warehouse/idRange.js';
import { customersOnModel, followedOf, momentsOfPeriod, othersOf } from './impact.sql.js';

export type MomentsImpact = z.infer<typeof momentsImpactSchema>;
type Followed = MomentsImpact['items'][number]['followed'];

/** Moments compared with people to whom they did not happen: the ten that bring most people closer, and push most away. */
const COMPARED = 10;
/** People looked at, about, to whom a moment did not happen. */
const MOST_OTHERS = 20_000;

const nobody: Followed = { customers: 0, forward: 0, back: 0 };

const byId = (rows: readonly ({ readonly id: string } & Followed)[]): Map<string, Followed> =>
  new Map(
    rows.map(({ id, customers, forward, back }) => [
      id,
      { customers: Number(customers), forward: Number(forward), back: Number(back) },
    ]),
  );

/**
 * What the moments of truth of a period did to relationships, and how people moved within 30 days after them beside people to
 * whom they did not happen: what goes together, not what causes what. The ten that reinforced for most people, and the ten
 * that weakened or broke.
 * @throws DomainError model.unknown (404), period.invalid, model.none (400)
 */
export const measureImpact = async (
  ports: ReadPorts,
  workspaceId: string,
  asked: { model?: string | undefined; from?: string | undefined; to?: string | undefined },
): Promise<MomentsImpact> => {
  const period = periodOf(asked, ports.clock.now());
  const live = await loadDefinitions(ports, workspaceId);
  const model = chooseModel(live, asked.model);
  const scope = { workspace: workspaceId, moments: live.keyOf(MOMENT_TRACK), model: model.track, ...period };
  const { warehouse } = ports;
  const counted = await warehouse.query<{ id: string; customers: number; times: number }>(momentsOfPeriod, scope);
  const happened = counted.flatMap(({ id, customers, times }) => {
    const moment = live.definitions.moments.find((one) => one.id === id);
    return moment ? [{ moment, customers: Number(customers), times: Number(times) }] : [];
  });
  const up = happened.filter(({ moment }) => moment.effect === 'reinforce').slice(0, COMPARED);
  const down = happened.filter(({ moment }) => moment.effect !== 'reinforce').slice(0, COMPARED);
  const shown = happened.filter((one) => up.includes(one) || down.includes(one));
  const ids = shown.map(({ moment }) => moment.id);
  const [on] = await warehouse.query<{ customers: number }>(customersOnModel, scope);
  const share = shareOf(Number(on?.customers ?? 0), MOST_OTHERS);
  const [followed, others] = await Promise.all(
    [followedOf, othersOf].map((text) =>
      ids.length === 0 ? [] : warehouse.query<{ id: string } & Followed>(text, { ...scope, ids, ...share }),
    ),
  ).then((all) => all.map(byId) as [Map<string, Followed>, Map<string, Followed>]);
  return {
    model: model.id,
    period: { from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString() },
    items: shown.map(({ moment: { id, name, effect, weight }, customers, times }) => ({
      ...{ id, name, effect, customers, times },
      weight: times * signedWeight(effect, weight),
      followed: followed.get(id) ?? nobody,
      others: others.get(id) ?? nobody,
    })),
  };
};
