import fc from 'fast-check';
import type { Leave, Model, Stage } from '../lifecycle/schema.js';
import type { Comparison, Condition, Rule } from '../rule/schema.js';

export const EVENTS = ['A', 'B', 'C'] as const;
const anyEvent = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...EVENTS) },
  { weight: 1, arbitrary: fc.constantFrom('Identified', 'Page Viewed', 'Never') },
);
/** Multiples of the steps of histories, so that windows end exactly on interactions. */
const duration = fc.constantFrom('PT6H', 'PT12H', 'P1D', 'P1D', 'P2D', 'P3D', 'P1W', 'P1M', 'P1DT6H');
const within = fc.option(duration, { nil: undefined });
const property = fc.constantFrom('n', 's', 'o.p', 'k', 'a.b');
export const scalarArbitrary = fc.constantFrom<(string | number | boolean)[]>('x', 'y', 'xy', 1, 2, 0.1, true, '1');

/** Leaves out what is undefined, as JSON would. */
export const given = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;

export const comparisonArbitrary: fc.Arbitrary<Comparison> = fc.oneof(
  fc.record({ equals: scalarArbitrary }),
  fc.record({ notEquals: scalarArbitrary }),
  fc.record({ in: fc.array(scalarArbitrary, { minLength: 1, maxLength: 3 }) }),
  fc.record({ contains: fc.constantFrom('x', 'y') }),
  fc.record({ startsWith: fc.constantFrom('x', 'y') }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ gt: fc.constantFrom(0, 1, 2) }),
  fc.record({ gte: fc.constantFrom(0.1, 1, 2), lt: fc.constantFrom(2, 3) }),
  fc.record({ lte: fc.constantFrom(0, 1, 2) }),
);

const condition: fc.Arbitrary<Condition> = fc
  .tuple(property, comparisonArbitrary)
  .map(([name, comparison]) => ({ property: name, ...comparison }));
export const whereArbitrary = fc.option(fc.array(condition, { minLength: 1, maxLength: 2 }), {
  nil: undefined,
  freq: 3,
});
const counts = fc.constantFrom(
  { atLeast: 1 },
  { atLeast: 2 },
  { atLeast: 3 },
  { atMost: 1 },
  { atMost: 0 },
  { atLeast: 1, atMost: 2 },
);
const bounds = fc.constantFrom(
  { atLeast: 0 },
  { atLeast: 2 },
  { atLeast: 0.3 },
  { atMost: 1.5 },
  { atLeast: 1, atMost: 3 },
  { atMost: -1 },
);
const where = whereArbitrary;
const named = { event: anyEvent, where, within };

export const leafArbitrary: fc.Arbitrary<Rule> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record(named)
      .chain((did) => fc.constantFrom({}, {}, {}, { atLeast: 2 }).map((n) => ({ did: given({ ...did, ...n }) }))),
  },
  { weight: 4, arbitrary: fc.tuple(fc.record(named), counts).map(([did, n]) => ({ did: given({ ...did, ...n }) })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.record({ ...named, property }), bounds)
      .map(([sum, n]) => ({ sum: given({ ...sum, ...n }) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.record({ ...named, property }), bounds)
      .map(([average, n]) => ({ average: given({ ...average, ...n }) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.record({ ...named, property }), counts)
      .map(([distinct, n]) => ({ distinct: given({ ...distinct, ...n }) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.record({ ...named, property }), comparisonArbitrary)
      .map(([first, c]) => ({ first: given({ ...first, ...c }) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.record({ ...named, property }), comparisonArbitrary)
      .map(([last, c]) => ({ last: given({ ...last, ...c }) })),
  },
  {
    weight: 5,
    arbitrary: fc
      .record({ for: duration, event: fc.option(anyEvent, { nil: undefined }) })
      .map((quiet) => ({ quiet: given(quiet) })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        steps: fc.array(fc.record({ event: anyEvent, where }).map(given), { minLength: 2, maxLength: 3 }),
        within,
      })
      .map((sequence) => ({ sequence: given(sequence) })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom('t', 'u', 'o.p'), comparisonArbitrary)
      .map(([name, c]) => ({ trait: { name, ...c } })),
  },
);

/** A rule of any form, up to two levels of all, any, not over leaves. */
export const ruleOver = (leaf: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
  fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 2 },
      { weight: 6, arbitrary: leaf },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('rule') }) },
    ),
  })).rule;
export const ruleArbitrary: fc.Arbitrary<Rule> = ruleOver(leafArbitrary);

export const both = (text: string): { en: string; fr: string } => ({ en: text, fr: text });

const stageArbitrary = (index: number, of: number, rule: fc.Arbitrary<Rule>): fc.Arbitrary<Stage> => {
  const others = Array.from({ length: of }, (_, i) => `s${i + 1}`).filter((_, i) => i !== index);
  const leave: fc.Arbitrary<Leave[]> = others.length
    ? fc.array(
        fc
          .record({
            when: rule,
            to: fc.constantFrom(...others),
            kind: fc.constantFrom(undefined, undefined, 'cycle' as const),
          })
          .map((clause) => given(clause) as Leave),
        { maxLength: 2 },
      )
    : fc.constant([]);
  const id = `s${index + 1}`;
  return fc.tuple(rule, leave).map(([enter, clauses]) => ({
    id,
    name: both(id),
    objective: both(id),
    action: 'interest' as const,
    enter,
    leave: clauses,
  }));
};

export interface ModelOptions {
  readonly per?: string | undefined;
  readonly id?: string;
  readonly most?: number;
  readonly rule?: fc.Arbitrary<Rule>;
}

/** A lifecycle model of one to five stages with rules of every form. */
export const modelArbitrary = ({
  per,
  id = 'm',
  most = 5,
  rule = ruleArbitrary,
}: ModelOptions = {}): fc.Arbitrary<Model> =>
  fc
    .integer({ min: 1, max: most })
    .chain((of) => fc.tuple(...Array.from({ length: of }, (_, index) => stageArbitrary(index, of, rule))))
    .map((stages) => given({ id, name: both(id), description: both(id), per, stages }) as Model);
