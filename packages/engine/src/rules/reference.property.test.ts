import {
  compileDefinitions,
  type Definitions,
  foldHistory,
  type Interaction,
  type Moment,
  type Movement,
  positionsOf,
  type Rule,
  segmentTrack,
  toFact,
  typeRank,
} from '@parcours/core';
import {
  EVENTS,
  historyArbitrary,
  instantOfLook,
  lookArbitrary,
  modelArbitrary,
  PATIENCE,
  RUNS,
  ruleArbitrary,
  zoneArbitrary,
} from '@parcours/core/testing';
import { testStores } from '@parcours/stores/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileId } from '../identity/profileId.js';
import type { Row } from '../ports.js';
import { compileRuleQuery } from './compileRule.sql.js';

const AT_ONCE = 8;
const name = { en: 'x', fr: 'x' };

const moment: fc.Arbitrary<Omit<Moment, 'id'>> = fc.record({
  name: fc.constant(name),
  event: fc.constantFrom(...EVENTS),
  weight: fc.constantFrom(5, 20, 40, 60, 100),
  effect: fc.constantFrom('reinforce' as const, 'weaken' as const, 'break' as const),
});

const definitionsArbitrary: fc.Arbitrary<Definitions> = fc
  .tuple(
    modelArbitrary({ id: 'm' }),
    modelArbitrary({ id: 'p', per: 'k' }),
    fc.boolean(),
    fc.tuple(ruleArbitrary, ruleArbitrary, ruleArbitrary),
    fc.array(moment, { maxLength: 4 }),
  )
  .map(([m, p, bound, [vip, one, two], moments]) => ({
    models: [bound ? { ...m, persona: 'one' } : m, p],
    segments: [{ id: 'vip', name, rule: vip }],
    personas: {
      personas: [
        { id: 'one', name, rule: one },
        { id: 'two', name, rule: two },
      ],
      fallback: { id: 'rest', name },
    },
    moments: moments.map((each, at) => ({ ...each, id: `moment-${at}` })),
  }));

const bound = fc.constantFrom(0, 25, 45, 50, 55, 60, 75, 100);
const stage = fc.constantFrom(undefined, 's1', 's2', ['s1', 's3'], 'nowhere');
const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
const reference: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom<Rule[]>({ segment: 'vip' }, { segment: 'nobody' }),
  fc.constantFrom('one', 'two', 'rest', 'nobody').map((persona): Rule => ({ persona })),
  fc
    .record({
      model: fc.constantFrom('m', 'm', 'p', 'none'),
      stage,
      direction: fc.constantFrom(undefined, undefined, 'advancing' as const, 'steady' as const, 'receding' as const),
    })
    .map((position): Rule => ({ position: given(position) })),
  fc
    .record({
      atLeast: fc.option(bound, { nil: undefined }),
      atMost: bound,
      broken: fc.constantFrom(undefined, true, false),
    })
    .map((strength): Rule => ({ strength: given(strength) })),
  bound.map((atLeast): Rule => ({ strength: { atLeast } })),
);
const asking: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 4, arbitrary: reference },
  { weight: 1, arbitrary: reference.map((not): Rule => ({ not })) },
  { weight: 1, arbitrary: fc.tuple(reference, ruleArbitrary).map((all): Rule => ({ all })) },
  { weight: 1, arbitrary: fc.tuple(reference, ruleArbitrary).map((any): Rule => ({ any })) },
);

interface Scene {
  readonly definitions: Definitions;
  readonly rule: Rule;
  readonly histories: readonly (readonly Interaction[])[];
  readonly zone: string;
  readonly now: number;
}
const sceneArbitrary: fc.Arbitrary<Scene> = fc
  .tuple(
    definitionsArbitrary,
    asking,
    fc.array(historyArbitrary({ most: 20 }), { minLength: 1, maxLength: 3 }),
    zoneArbitrary,
    lookArbitrary,
  )
  .map(([definitions, rule, histories, zone, look]) => {
    const all = histories.flat();
    const now = Math.max(instantOfLook(look, all), ...all.map(({ time }) => time));
    return { definitions, rule, histories, zone, now };
  });

const keyOf = (track: string): string => `${track}@3`;
const idOf = (workspace: string, number: number): string => profileId(workspace, 'user', `${number}`);

const movementRow = (workspace: string, customer: string, movement: Movement): Row => ({
  workspace_id: workspace,
  customer_id: customer,
  model: keyOf(movement.model),
  value: movement.value,
  at: movement.at,
  from_stage: movement.from ?? '',
  to_stage: movement.to ?? '',
  kind: movement.kind,
  delta: movement.delta,
  cause_message: '',
  cause_event: '',
  clause: -1,
  version: 1,
  deleted: 0,
});
const interactionRow = (workspace: string, customer: string, one: Interaction): Row => ({
  workspace_id: workspace,
  profile_id: customer,
  time: one.time,
  rank: typeRank(one.type),
  message_id: one.messageId,
  event: one.event,
  user_id: '',
  anonymous_id: '',
  properties: JSON.stringify(one.properties),
  context: '{}',
  outbound: one.outbound,
  imported: false,
  log_id: 1,
});

/** What the fold makes of a scene: every movement, and who is in a segment of the rule. */
const folded = (workspace: string, { definitions, rule, histories, zone, now }: Scene) => {
  const segments = [...definitions.segments, { id: 'asked', name, rule }];
  const program = compileDefinitions({ ...definitions, segments }, zone);
  return histories.map((history, number) => {
    const facts = history.map((one) => toFact(program.needs, one));
    const { customer, movements } = foldHistory(program, facts, now);
    const holds = positionsOf(program, customer).some(({ model }) => model === segmentTrack('asked'));
    return { id: idOf(workspace, number), movements, holds };
  });
};

describe('references in SQL', () => {
  let stores: Awaited<ReturnType<typeof testStores>>;
  beforeAll(async () => {
    stores = await testStores();
  });
  afterAll(() => stores?.stop());

  it('[RULE-1] [REF-1] select the customers the fold finds', { timeout: PATIENCE.timeout * 4 }, async () => {
    const seen = { held: 0, left: 0 };
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(sceneArbitrary, { minLength: 1, maxLength: AT_ONCE, size: 'max' }), async (scenes) => {
        const names = scenes.map((_, at) => `references-${turn}-${at}`);
        const results = scenes.map((scene, at) => folded(names[at] as string, scene));
        const rows = scenes.flatMap(({ histories }, at) =>
          histories.flatMap((history, number) =>
            history.map((one) => interactionRow(names[at] as string, idOf(names[at] as string, number), one)),
          ),
        );
        const moves = results.flatMap((customers, at) =>
          customers.flatMap(({ id, movements }) => movements.map((one) => movementRow(names[at] as string, id, one))),
        );
        await stores.warehouse.insert('interactions', rows, `interactions ${turn}`);
        await stores.warehouse.insert('movements', moves, `movements ${turn++}`);
        const queries = scenes.map(({ histories: _, ...asked }, at) =>
          compileRuleQuery({ ...asked, workspaceId: names[at] as string, keyOf }, `rule_${at}`),
        );
        const text = queries
          .map((one, at) => `select ${at} as scene, customer from (${one.text})`)
          .join('\nunion all ');
        const parameters = Object.assign({}, ...queries.map((one) => one.parameters)) as Record<string, unknown>;
        const found = await stores.warehouse.query<{ scene: number; customer: string }>(text, parameters);
        for (const [at, { rule }] of scenes.entries()) {
          const customers = results[at] as (typeof results)[number];
          const expected = customers.filter(({ holds }) => holds).map(({ id }) => id);
          const selected = found.filter(({ scene }) => scene === at).map(({ customer }) => customer);
          expect({ rule, customers: selected.sort() }).toEqual({ rule, customers: expected.sort() });
          seen.held += expected.length;
          seen.left += customers.length - expected.length;
        }
      }),
      { numRuns: Math.ceil(RUNS / AT_ONCE) },
    );
    expect(Math.min(seen.held, seen.left)).toBeGreaterThan(RUNS / 10);
  });
});
