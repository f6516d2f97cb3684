import {
  compileDefinitions,
  foldHistory,
  type Interaction,
  noDefinitions,
  positionsOf,
  type Rule,
  segmentTrack,
  toFact,
  typeRank,
} from '@parcours/core';
import { profileId } from '../identity/profileId.js';
import type { Row, Warehouse } from '../ports.js';
import { compileRuleQuery } from './compileRule.sql.js';

/** An interaction with the customer (by number) whose profile brought it, or the device that several use. */
export interface Told {
  readonly by: number | 'device';
  /** Of two profiles of one customer, whether it was the one linked to the other. */
  readonly linked: boolean;
  readonly interaction: Interaction;
}

/** Some customers of one workspace, and what they did. */
export interface Situation {
  readonly zone: string;
  readonly now: number;
  readonly told: readonly Told[];
  /** Until when the device is the first customer's, the second's, …; afterwards it is nobody's but its own. */
  readonly cuts: readonly number[];
}

/** A rule asked of them. */
export interface Scene extends Situation {
  readonly rule: Rule;
}

const FOREVER = Number.MAX_SAFE_INTEGER;
const customerId = (workspace: string, number: number): string => profileId(workspace, 'user', `c${number}`);
const linkedId = (workspace: string, number: number): string => profileId(workspace, 'anonymous', `c${number}`);
const deviceId = (workspace: string): string => profileId(workspace, 'anonymous', 'device');

const carrierOf = (workspace: string, { by, linked }: Told): string => {
  if (by === 'device') return deviceId(workspace);
  return linked ? linkedId(workspace, by) : customerId(workspace, by);
};

const ownerOf = (workspace: string, { cuts }: Situation, { by, interaction }: Told): string => {
  if (by !== 'device') return customerId(workspace, by);
  const number = cuts.findIndex((cut) => interaction.time <= cut);
  return number === -1 ? deviceId(workspace) : customerId(workspace, number);
};

const rowOf = (workspace: string, told: Told): Row => ({
  workspace_id: workspace,
  profile_id: carrierOf(workspace, told),
  time: told.interaction.time,
  rank: typeRank(told.interaction.type),
  message_id: told.interaction.messageId,
  event: told.interaction.event,
  user_id: '',
  anonymous_id: '',
  properties: JSON.stringify(told.interaction.properties),
  context: '{}',
  outbound: told.interaction.outbound,
  imported: false,
  log_id: 1,
});

const spansOf = (workspace: string, { told, cuts }: Situation): Row[] => {
  const span = (profile: string, until: number, number: number): Row => ({
    workspace_id: workspace,
    profile_id: profile,
    until,
    customer_id: customerId(workspace, number),
    version: 1,
    deleted: 0,
  });
  const numbers = new Set(told.flatMap(({ by }) => (by === 'device' ? [] : [by])));
  return [
    ...[...numbers].map((number) => span(linkedId(workspace, number), FOREVER, number)),
    ...cuts.map((cut, number) => span(deviceId(workspace), cut, number)),
  ];
};

/** What each customer did, whoever told it. */
export const historiesOf = (workspace: string, scene: Situation): Map<string, Interaction[]> => {
  const histories = new Map<string, Interaction[]>();
  for (const told of scene.told) {
    const owner = ownerOf(workspace, scene, told);
    histories.set(owner, [...(histories.get(owner) ?? []), told.interaction]);
  }
  return histories;
};

/** Whom the fold finds in a segment of this rule, among all there are. */
export const foldedCustomers = (workspace: string, scene: Scene): { held: string[]; all: string[] } => {
  const name = { en: 's', fr: 's' };
  const segments = [{ id: 's', name, rule: scene.rule }];
  const program = compileDefinitions({ ...noDefinitions, segments }, scene.zone);
  const histories = historiesOf(workspace, scene);
  const held = [...histories]
    .filter(([, history]) => {
      const facts = history.map((one) => toFact(program.needs, one));
      const { customer } = foldHistory(program, facts, scene.now);
      return positionsOf(program, customer).some(({ model, rank }) => model === segmentTrack('s') && rank === 1);
    })
    .map(([owner]) => owner);
  return { held: held.sort(), all: [...histories.keys()] };
};

let token = 0;

/** Writes the scenes, each in a workspace of its own; gives their names. */
export const writeScenes = async (warehouse: Warehouse, scenes: readonly Situation[]): Promise<string[]> => {
  const turn = token++;
  const names = scenes.map((_, at) => `scene-${turn}-${at}`);
  const rows = scenes.flatMap((scene, at) => scene.told.map((told) => rowOf(names[at] as string, told)));
  const spans = scenes.flatMap((scene, at) => spansOf(names[at] as string, scene));
  if (rows.length > 0) await warehouse.insert('interactions', rows, `scenes ${turn}`);
  if (spans.length > 0) await warehouse.insert('profile_spans', spans, `spans ${turn}`);
  return names;
};

/** Whom the queries of the scenes' rules select, all asked at once. */
export const queriedCustomers = async (
  warehouse: Warehouse,
  names: readonly string[],
  scenes: readonly Scene[],
): Promise<string[][]> => {
  const queries = scenes.map((scene, at) => {
    const { rule, zone, now } = scene;
    const workspaceId = names[at] as string;
    const linked = scene.cuts.length > 0 || scene.told.some((told) => told.linked);
    return compileRuleQuery({ workspaceId, rule, zone, now, linked, definitions: noDefinitions }, `rule_${at}`);
  });
  const text = queries.map((query, at) => `select ${at} as scene, customer from (${query.text})`).join('\nunion all\n');
  const parameters = Object.assign({}, ...queries.map((query) => query.parameters)) as Record<string, unknown>;
  const found = await warehouse.query<{ scene: number; customer: string }>(text, parameters);
  return scenes.map((_, at) =>
    found
      .filter(({ scene }) => scene === at)
      .map(({ customer }) => customer)
      .sort(),
  );
};
