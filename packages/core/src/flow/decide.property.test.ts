import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide, type Enrolment, enrol, type FlowEffect } from './decide.js';
import { answered, type Question } from './facts.js';
import { type Flow, flowSchema } from './schema.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 27, 8);
const known = { zone: 'Europe/Paris', traits: {} };

/** Waits, messages, a split and a branch in a row, each leading to the next; the last one ends. */
const flowOf = (kinds: readonly string[]): Flow =>
  flowSchema.parse({
    id: 'f',
    name: { en: 'f', fr: 'f' },
    trigger: { kind: 'manual' },
    start: 'n0',
    nodes: kinds.map((kind, at) => {
      const next = at + 1 < kinds.length ? `n${at + 1}` : undefined;
      const id = `n${at}`;
      if (kind === 'wait') return { id, kind, for: 'P1D', next };
      if (kind === 'until') return { id, kind, at: '02:30', next };
      if (kind === 'split')
        return {
          id,
          kind,
          paths: [
            { share: 50, next },
            { share: 50, next },
          ],
        };
      if (kind === 'branch') return { id, kind, paths: [{ rule: { segment: 'vip' }, next }], otherwise: next };
      if (kind === 'waitFor')
        return { id, kind, event: { event: 'Order Completed' }, timeout: 'P2D', next, otherwise: next };
      return { id, kind: 'message', content: 'hello', next };
    }),
  });

const answerOf = (question: Question): boolean | number => (question.kind === 'sent' ? 0 : question.kind === 'rule');

/** Everything that comes of being looked at at these instants; what was decided at one of `killed` was never written. */
const walked = (flow: Flow, looks: readonly number[], killed: ReadonlySet<number>): FlowEffect[] => {
  let at: Enrolment = enrol(flow, 'e', 'c', START);
  const effects: FlowEffect[] = [];
  for (const [index, now] of looks.entries()) {
    if (at.node === null) break;
    const decision = answered(decide(flow, at, known, now), answerOf);
    if (killed.has(index)) continue;
    at = decision.enrolment;
    effects.push(...decision.effects);
  }
  return effects;
};

const END = START + 60 * 24 * HOUR;
const kinds = fc.array(fc.constantFrom('wait', 'until', 'split', 'branch', 'message', 'waitFor'), {
  minLength: 1,
  maxLength: 12,
});
const last = Array.from({ length: 40 }, (_, n) => END + n * 72 * HOUR);

describe('deciding', () => {
  it('[FLOW-1] kills and jumps of the clock change no effect, and no cause comes twice', () => {
    fc.assert(
      fc.property(
        kinds,
        fc.array(fc.integer({ min: START, max: END }), { maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 60 })),
        (some, instants, killed) => {
          const flow = flowOf(some);
          const whole = walked(flow, last, new Set());
          const broken = walked(flow, [...instants, ...last], new Set(killed));
          expect(broken).toEqual(whole);
          expect(new Set(whole.map(({ cause }) => cause)).size).toBe(whole.length);
          expect(whole.length).toBe(some.filter((kind) => kind === 'message').length);
        },
      ),
    );
  });

  it('[FLOW-1] looking again before what is due changes nothing', () => {
    fc.assert(
      fc.property(kinds, fc.integer({ min: 0, max: 100 }), (some, part) => {
        const flow = flowOf(some);
        const { enrolment } = answered(decide(flow, enrol(flow, 'e', 'c', START), known, START), answerOf);
        if (enrolment.due === null) return;
        const early = START + Math.floor(((enrolment.due - START - 1) * part) / 100);
        const again = answered(decide(flow, enrolment, known, early), (q) => (q.kind === 'done' ? false : answerOf(q)));
        expect(again).toEqual({ enrolment, effects: [], passed: [] });
      }),
    );
  });
});
