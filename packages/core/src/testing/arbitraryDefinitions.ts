import fc from 'fast-check';
import { type Definitions, EFFECTS, type Moment, type Personas, type Segment } from '../definitions/schema.js';
import type { Interaction } from '../interaction/interaction.js';
import type { Model } from '../lifecycle/schema.js';
import { DIRECTIONS } from '../position/types.js';
import type { ReferenceRule, Rule, StrengthRule } from '../rule/schema.js';
import { manyValuesArbitrary } from './arbitraryHistories.js';
import { both, EVENTS, given, leafArbitrary, modelArbitrary, ruleOver, whereArbitrary } from './arbitraryModels.js';

/** A question about another definition, which one is settled when all are there. */
interface Hole {
  readonly pick: number;
  readonly stage: readonly number[] | undefined;
  readonly direction: (typeof DIRECTIONS)[number] | undefined;
  readonly strength: StrengthRule;
}

/** Strengths that what the weights below reach decays to in days or weeks, and their mirror images; the edges. */
const near = [54.9, 54.6, 54, 59.6, 59, 58, 64, 63, 62, 68.5, 67];
const bound = fc.constantFrom(...near, ...near.map((one) => 100 - one), 0, 25, 50, 100);
const strength: fc.Arbitrary<StrengthRule> = fc.oneof(
  { weight: 4, arbitrary: bound.map((atLeast) => ({ atLeast })) },
  { weight: 3, arbitrary: bound.map((atMost) => ({ atMost })) },
  { weight: 3, arbitrary: fc.record({ broken: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(bound, bound, fc.option(fc.boolean(), { nil: undefined }))
      .map(([a, b, broken]) => given({ atLeast: Math.min(a, b), atMost: Math.max(a, b), broken })),
  },
);
const hole: fc.Arbitrary<Rule> = fc
  .record({
    pick: fc.nat({ max: 1000 }),
    stage: fc.option(fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 2 }), { nil: undefined }),
    direction: fc.option(fc.constantFrom(...DIRECTIONS), { nil: undefined }),
    strength,
  })
  .map((one) => ({ hole: one }) as unknown as Rule);
const ruleWithHoles = ruleOver(fc.oneof({ weight: 1, arbitrary: leafArbitrary }, { weight: 1, arbitrary: hole }));

/** What a rule may ask: the tracks before its own in the order drawn. */
type Askable = (pick: number, hole: Hole) => ReferenceRule | null;

const filled = (rule: Rule, ask: Askable): Rule => {
  if ('all' in rule) return { all: rule.all.map((part) => filled(part, ask)) };
  if ('any' in rule) return { any: rule.any.map((part) => filled(part, ask)) };
  if ('not' in rule) return { not: filled(rule.not, ask) };
  if (!('hole' in rule)) return rule;
  const drawn = rule.hole as Hole;
  return ask(drawn.pick, drawn) ?? { did: { event: EVENTS[drawn.pick % EVENTS.length] as string } };
};

const segmentArbitrary = (id: string): fc.Arbitrary<Segment> =>
  ruleWithHoles.map((rule) => ({ id, name: both(id), rule }));
const personasArbitrary: fc.Arbitrary<Personas> = fc
  .array(ruleWithHoles, { minLength: 0, maxLength: 2 })
  .map((rules) => ({
    personas: rules.map((rule, at) => ({ id: `p${at + 1}`, name: both(`p${at + 1}`), rule })),
    fallback: { id: 'p0', name: both('p0') },
  }));
/** `freely`: nearly always without where and proviso, so that much happens. */
const momentArbitrary = (id: string, freely = false): fc.Arbitrary<Moment> =>
  fc
    .record({
      event: fc.constantFrom(...EVENTS),
      where: freely ? fc.constant(undefined) : fc.oneof(fc.constant(undefined), whereArbitrary),
      provided: fc.oneof(
        { weight: freely ? 8 : 1, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: ruleWithHoles },
      ),
      weight: freely ? fc.constantFrom(5, 10, 20, 10, 60) : fc.constantFrom(10, 20, 60),
      effect: fc.constantFrom(...EFFECTS),
    })
    .map((moment) => given({ id, name: both(id), ...moment }) as Moment);

const some = <Value>(one: (id: string) => fc.Arbitrary<Value>, letter: string): fc.Arbitrary<Value[]> =>
  fc
    .constantFrom(1, 2, 3, 0)
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, at) => one(`${letter}${at + 1}`))));

const modelWithHoles = (id: string): fc.Arbitrary<Model> =>
  fc
    .tuple(fc.constantFrom(undefined, undefined, 'k'), fc.constantFrom(undefined, 'p0', 'p0', 'p1', 'p2'))
    .chain(([per, persona]) =>
      modelArbitrary({ id, per, most: 3, rule: ruleWithHoles }).map((model) => given({ ...model, persona }) as Model),
    );

/** What asks and is asked, by its key: `take` fills the holes of its rules. */
interface Part {
  readonly key: string;
  readonly reference: ((hole: Hole) => ReferenceRule) | null;
}

const partsOf = ({ models, segments, personas, moments }: Definitions): Part[] => [
  ...models.map(({ id }) => ({
    key: id,
    reference: ({ stage, direction }: Hole): ReferenceRule => {
      const named = stage?.map((at) => `s${at + 1}`);
      // stages beyond those there are hold never [REF-1]
      return { position: given({ model: id, stage: named?.length === 1 ? named[0] : named, direction }) };
    },
  })),
  ...segments.map(({ id }) => ({ key: `segment:${id}`, reference: (): ReferenceRule => ({ segment: id }) })),
  ...(personas
    ? [{ key: 'persona:', reference: ({ pick }: Hole): ReferenceRule => ({ persona: `p${pick % 3}` }) }]
    : []),
  ...(moments.length > 0
    ? [{ key: 'moment:', reference: ({ strength: asked }: Hole): ReferenceRule => ({ strength: asked }) }]
    : []),
];

/** [REF-2] Each asks only what comes before it in a random order, so that there is no circle. */
const joined = (drawn: Definitions, order: readonly number[]): Definitions => {
  const parts = partsOf(drawn)
    .map((part, at) => ({ part, weight: order[at] ?? 0 }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ part }) => part);
  const placeOf = (key: string): number => parts.findIndex((part) => part.key === key);
  const fill =
    (key: string) =>
    (rule: Rule): Rule => {
      const before = parts.slice(0, placeOf(key));
      return filled(rule, (pick, asked) => before[pick % before.length]?.reference?.(asked) ?? null);
    };
  const isAfterPersonas = (id: string): boolean => drawn.personas !== null && placeOf('persona:') < placeOf(id);
  return {
    segments: drawn.segments.map((one) => ({ ...one, rule: fill(`segment:${one.id}`)(one.rule) })),
    personas: drawn.personas && {
      ...drawn.personas,
      personas: drawn.personas.personas.map((one) => ({ ...one, rule: fill('persona:')(one.rule) })),
    },
    moments: drawn.moments.map(({ provided, ...one }) =>
      provided ? { ...one, provided: fill('moment:')(provided) } : one,
    ),
    models: drawn.models.map(({ persona, ...model }) => ({
      ...model,
      ...(persona !== undefined && isAfterPersonas(model.id) ? { persona } : {}),
      stages: model.stages.map((stage) => ({
        ...stage,
        enter: fill(model.id)(stage.enter),
        leave: stage.leave.map((clause) => ({ ...clause, when: fill(model.id)(clause.when) })),
      })),
    })),
  };
};

const anyOrder = fc.array(fc.nat({ max: 100 }), { minLength: 12, maxLength: 12 });
const anySegments = some(segmentArbitrary, 'g');
const anyMoments = some((id) => momentArbitrary(id), 'x');

/** Models, segments, personas and moments of truth that ask each other, without a circle. */
export const definitionsArbitrary: fc.Arbitrary<Definitions> = fc
  .record({
    models: some(modelWithHoles, 'm'),
    segments: anySegments,
    personas: fc.option(personasArbitrary, { nil: null, freq: 3 }),
    moments: anyMoments,
    order: anyOrder,
  })
  .map(({ order, ...drawn }) => joined(drawn, order));

const within = fc.constantFrom('PT12H', 'P1D', 'P2D');

/** [BIND-1] Models bound to personas that come and go. */
export const boundArbitrary: fc.Arbitrary<Definitions> = fc
  .record({
    models: fc.tuple(
      modelArbitrary({ id: 'm1', most: 3, rule: ruleOver(leafArbitrary) }),
      fc.constantFrom(undefined, 'k'),
      modelWithHoles('m2'),
    ),
    persona: fc.constantFrom('p0', 'p1'),
    rule: fc.tuple(fc.constantFrom(...EVENTS), within).map(([event, span]): Rule => ({ did: { event, within: span } })),
    segments: anySegments,
  })
  .map(({ models: [model, per, other], persona, rule, segments }) =>
    joined(
      {
        models: [given({ ...model, persona, per }) as Model, { ...other, persona: 'p1' }],
        segments,
        personas: {
          personas: [{ id: 'p1', name: both('p1'), rule }],
          fallback: { id: 'p0', name: both('p0') },
        },
        moments: [],
      },
      // the personas, which come last, asked by all others
      [1, 2, ...segments.map((_, at) => 3 + at), 0],
    ),
  );

/** What decays until a bound is crossed: strength, or the velocity of a position on m1. */
const decaying: fc.Arbitrary<ReferenceRule> = fc.oneof(
  strength.map((asked) => ({ strength: asked })),
  fc
    .record({ direction: fc.constantFrom(...DIRECTIONS), stage: fc.constantFrom(undefined, 's1', 's2') })
    .map((asked) => ({ position: given({ model: 'm1', ...asked }) })),
);

/** [PER-2] A model kept per value, of which more come than are kept, and segments that ask where any of them stands. */
export const crowdedArbitrary: fc.Arbitrary<{ definitions: Definitions; history: Interaction[] }> = fc
  .tuple(
    manyValuesArbitrary,
    fc.array(fc.tuple(fc.constantFrom('s1', 's2', 's3'), fc.constantFrom(undefined, ...DIRECTIONS)), {
      minLength: 2,
      maxLength: 2,
    }),
  )
  .map(([{ model, history }, asked]) => ({
    history,
    definitions: {
      models: [model],
      segments: asked.map(([stage, direction], at) => ({
        id: `g${at}`,
        name: both(`g${at}`),
        rule: { position: given({ model: model.id, stage, direction }) },
      })),
      personas: null,
      moments: [],
    },
  }));

/** [STR-1] [REF-5] Moments of truth on every event, and rules that ask for strength and direction. */
export const decayingArbitrary: fc.Arbitrary<Definitions> = fc
  .record({
    models: fc.tuple(
      modelArbitrary({ id: 'm1', most: 3, rule: ruleOver(leafArbitrary) }),
      modelArbitrary({ id: 'm2', most: 3, rule: ruleOver(fc.oneof(leafArbitrary, decaying)) }),
    ),
    segments: fc.array(decaying, { minLength: 2, maxLength: 3 }),
    moments: fc.tuple(...['x1', 'x2', 'x3'].map((id) => momentArbitrary(id, true))),
  })
  .map(({ models, segments, moments }) =>
    joined(
      {
        models,
        segments: segments.map((rule, at) => ({ id: `g${at}`, name: both(`g${at}`), rule })),
        personas: null,
        moments,
      },
      // the moments, which come last, may ask m1
      [0, 2, ...segments.map((_, at) => 3 + at), 1],
    ),
  );
