import { describe, expect, it } from 'vitest';
import { nextLocalTime, nextOpening } from '../time/localTime.js';
import { checkFlow } from './check.js';
import { checkTried } from './checkTried.js';
import { decide, enrol, isWatched } from './decide.js';
import { isHeldOut, pathDrawn } from './draw.js';
import { type Answer, answered, type Question } from './facts.js';
import { type Flow, flowSchema } from './schema.js';
import { eventBegins, movementBegins } from './triggers.js';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
const paris = { zone: 'Europe/Paris', traits: {} };
const around = {
  definitions: { models: [], segments: [], personas: null, moments: [] },
  contents: ['hello'],
  flows: [],
};

const flowOf = (part: object): Flow =>
  flowSchema.parse({
    id: 'f',
    name: { en: 'f', fr: 'f' },
    trigger: { kind: 'manual' },
    start: 'a',
    ...part,
  });
const hello = { id: 'a', kind: 'message', content: 'hello' };
const decided = (flow: Flow, now: number, answer: (question: Question) => Answer = () => false, known = paris) =>
  answered(decide(flow, enrol(flow, 'e', 'c', now), known, now), answer);
const codes = (flow: Flow) => checkFlow(flow, around).map(({ code, node }) => [code, node]);

describe('waiting', () => {
  it('[FLOW-2] a day is a day of the calendar across a change of the clocks', () => {
    const flow = flowOf({ nodes: [{ id: 'a', kind: 'wait', for: 'P1D' }] });
    const spring = at('2026-03-28T09:00:00+01:00');
    expect(decided(flow, spring).enrolment.due).toBe(at('2026-03-29T09:00:00+02:00'));
    const autumn = at('2026-10-24T09:00:00+02:00');
    expect(decided(flow, autumn).enrolment.due).toBe(at('2026-10-25T09:00:00+01:00'));
  });

  it('[FLOW-2] a time that clocks skip comes later, one shown twice comes the first time', () => {
    expect(nextLocalTime(at('2026-03-29T00:00:00+01:00'), { at: '02:30' }, 'Europe/Paris')).toBe(
      at('2026-03-29T03:30:00+02:00'),
    );
    expect(nextLocalTime(at('2026-10-25T00:00:00+02:00'), { at: '02:30' }, 'Europe/Paris')).toBe(
      at('2026-10-25T02:30:00+02:00'),
    );
    expect(nextLocalTime(at('2026-11-24T10:00:00Z'), { at: '09:00', weekdays: [1] }, 'UTC')).toBe(
      at('2026-11-30T09:00:00Z'),
    );
  });

  it('[FLOW-2] a date comes so many days before; who has none, or whose is past, goes the other way', () => {
    const flow = flowOf({
      nodes: [
        { id: 'a', kind: 'date', trait: 'renewal', days: -7, at: '09:00', next: 'b', otherwise: 'c' },
        { ...hello, id: 'b' },
        { id: 'c', kind: 'exit' },
      ],
    });
    const now = at('2026-11-24T10:00:00Z');
    const renewing = (renewal: string) => decided(flow, now, undefined, { zone: 'UTC', traits: { renewal } as never });
    expect(renewing('2026-12-24').enrolment.due).toBe(at('2026-12-17T09:00:00Z'));
    expect(renewing('2026-11-25').passed.map(({ node }) => node)).toEqual(['a', 'c']);
    expect(decided(flow, now).passed.map(({ node }) => node)).toEqual(['a', 'c']);
  });

  it('[FLOW-2] waiting for an event goes on when it comes, and the other way at the timeout', () => {
    const flow = flowOf({
      nodes: [
        { id: 'a', kind: 'waitFor', event: { event: 'Order Completed' }, timeout: 'PT2H', next: 'b' },
        { ...hello, id: 'b' },
      ],
    });
    const now = at('2026-11-24T10:00:00Z');
    const asked: Question[] = [];
    const waiting = decided(flow, now, (question) => {
      asked.push(question);
      return false;
    });
    expect(asked).toEqual([{ kind: 'done', event: 'Order Completed', since: now }]);
    expect(waiting.enrolment.due).toBe(now + 2 * HOUR);
    const came = answered(decide(flow, waiting.enrolment, paris, now + HOUR), () => true);
    expect(came.effects).toHaveLength(1);
    const never = answered(decide(flow, waiting.enrolment, paris, now + 2 * HOUR), () => false);
    expect([never.effects, never.enrolment.outcome, never.passed[0]?.way]).toEqual([[], 'end', 1]);
  });
});

describe('leaving', () => {
  it('[FLOW-3] exit conditions and the goal act at once, even during a long wait', () => {
    const flow = flowOf({
      exit: { segment: 'vip' },
      goal: { event: 'Order Completed', within: 'P30D' },
      nodes: [
        { id: 'a', kind: 'wait', for: 'P300D', next: 'b' },
        { ...hello, id: 'b' },
      ],
    });
    const { enrolment } = decided(flow, at('2026-11-24T10:00:00Z'));
    expect(isWatched(flow, enrolment.node)).toBe(true);
    const by = (kind: Question['kind']) =>
      answered(decide(flow, enrolment, paris, enrolment.since + 1), (question) => question.kind === kind).enrolment
        .outcome;
    expect([by('rule'), by('done'), by('sent')]).toEqual(['exit', 'goal', null]);
  });
});

describe('writing to people', () => {
  const window = { from: '09:00', to: '18:00', weekdays: [1, 2, 3, 4, 5] };
  it('[FLOW-4] a message waits for the window by the customer’s clock', () => {
    const flow = flowOf({ window, nodes: [hello] });
    const night = at('2026-11-27T23:00:00Z');
    expect(decided(flow, night).enrolment.due).toBe(at('2026-11-30T08:00:00Z'));
    expect(decided(flow, at('2026-11-27T15:00:00Z')).effects).toHaveLength(1);
    const tokyo = { zone: 'Asia/Tokyo', traits: {} };
    expect(decided(flow, at('2026-11-27T15:00:00Z'), undefined, tokyo).effects).toHaveLength(0);
  });

  it('[FLOW-4] a window over midnight is of the day it begins on', () => {
    const evening = { from: '22:00', to: '02:00', weekdays: [5] };
    expect(nextOpening(at('2026-11-28T01:00:00Z'), evening, 'UTC')).toBe(at('2026-11-28T01:00:00Z'));
    expect(nextOpening(at('2026-11-28T02:00:00Z'), evening, 'UTC')).toBe(at('2026-12-04T22:00:00Z'));
  });

  it('[FLOW-4] beyond the cap a message is left out, and says so', () => {
    const flow = flowOf({ cap: { most: 2, within: 'P7D' }, nodes: [hello] });
    const now = at('2026-11-24T10:00:00Z');
    const having = (sent: number) => decided(flow, now, () => sent);
    expect(having(1).effects).toHaveLength(1);
    expect([having(2).effects, having(2).passed[0]?.held]).toEqual([[], 'cap']);
  });
});

describe('drawing lots', () => {
  it('[FLOW-5] is always the same for a customer, and as shared as asked', () => {
    const shares = [70, 30, 0];
    const counts = [0, 0, 0];
    for (let n = 0; n < 10_000; n += 1) {
      const way = pathDrawn(`f split c${n}`, shares);
      expect(pathDrawn(`f split c${n}`, shares)).toBe(way);
      counts[way] = (counts[way] ?? 0) + 1;
    }
    expect(counts[2]).toBe(0);
    expect(Math.abs((counts[0] ?? 0) - 7_000)).toBeLessThan(200);
    const held = Array.from({ length: 10_000 }, (_, n) => isHeldOut({ id: 'f', holdout: 10 }, `c${n}`)).filter(Boolean);
    expect(Math.abs(held.length - 1_000)).toBeLessThan(120);
    expect(isHeldOut({ id: 'f', holdout: 0 }, 'c')).toBe(false);
  });
});

describe('checking', () => {
  it('[FLOW-6] says at the node what can never end, is never reached, or was deleted', () => {
    const round = flowOf({
      nodes: [
        { ...hello, next: 'b' },
        { id: 'b', kind: 'wait', for: 'P1D', next: 'a' },
      ],
    });
    expect(codes(round)).toEqual([['endless', 'b']]);
    expect(codes(flowOf({ nodes: [hello, { id: 'b', kind: 'exit' }] }))).toEqual([['unreached', 'b']]);
    expect(codes(flowOf({ nodes: [{ ...hello, content: 'gone' }] }))).toEqual([['content', 'a']]);
    expect(codes(flowOf({ nodes: [{ ...hello, next: 'z' }] }))).toEqual([['unknown', 'a']]);
    expect(codes(flowOf({ start: 'z', nodes: [hello] }))).toEqual([
      ['unknown', null],
      ['unreached', 'a'],
    ]);
    expect(codes(flowOf({ trigger: { kind: 'segment', segment: 'vip', way: 'enters' }, nodes: [hello] }))).toEqual([
      ['unknown', null],
    ]);
    const paths = [{ rule: { segment: 'vip' } }, { rule: { not: { did: { event: 'x', atLeast: 0 } } } }];
    expect(
      codes(
        flowOf({
          nodes: [
            { id: 'a', kind: 'branch', paths, otherwise: 'b' },
            { ...hello, id: 'b' },
          ],
        }),
      ),
    ).toEqual([
      ['unknown', 'a'],
      ['never', 'a'],
    ]);
    const shares = (...all: number[]) =>
      codes(
        flowOf({
          nodes: [
            { id: 'a', kind: 'split', paths: all.map((share) => ({ share, next: 'b' })) },
            { ...hello, id: 'b' },
          ],
        }),
      );
    expect([shares(50, 40), shares(100, 0), shares(50, 50)]).toEqual([[['shares', 'a']], [['dead', 'a']], []]);
    expect(codes(flowOf({ nodes: [{ id: 'a', kind: 'exit' }] }))).toEqual([['idle', null]]);
  });
});

describe('having tried', () => {
  it('[FLOW-6] says at the message that most have had enough, or have no address', () => {
    const flow = flowOf({ nodes: [hello] });
    const tried = (passed: number, held: number, people: number, unreachable: number) => ({
      nodes: [{ node: 'a', waiting: 0, passed, held, ways: [passed] }],
      messages: { sent: people, people, most: 1, unreachable, perDay: [] },
    });
    const told = (...of: Parameters<typeof tried>) =>
      checkTried(flow, tried(...of)).map(({ code, node }) => [code, node]);
    expect(told(10, 6, 4, 0)).toEqual([['cap', 'a']]);
    expect(told(10, 0, 10, 6)).toEqual([['unreachable', 'a']]);
    expect([told(10, 5, 5, 2), told(0, 0, 0, 0)]).toEqual([[], []]);
  });
});

describe('beginning', () => {
  it('[FLOW-7] movements and events begin the flows that ask for them', () => {
    const stage = { kind: 'stage', model: 'aidar', way: 'back', to: 'interest' } as const;
    const moved = { model: 'aidar@3', from: 'desire', to: 'interest', kind: 'regress' } as const;
    expect(movementBegins(stage, moved)).toBe(true);
    expect(movementBegins(stage, { ...moved, kind: 'advance' })).toBe(false);
    expect(movementBegins({ ...stage, from: 'action' }, moved)).toBe(false);
    expect(movementBegins({ ...stage, model: 'journey' }, moved)).toBe(false);
    const vip = { kind: 'segment', segment: 'vip', way: 'leaves' } as const;
    expect(movementBegins(vip, { model: 'segment:vip', from: 'in', to: null, kind: 'leave' })).toBe(true);
    expect(movementBegins(vip, { model: 'segment:vip', from: null, to: 'in', kind: 'enter' })).toBe(false);
    const dear = { kind: 'event', event: 'Order Completed', where: [{ property: 'total', gte: 100 }] } as const;
    expect(eventBegins(dear as never, 'Order Completed', { total: 120 })).toBe(true);
    expect(eventBegins(dear as never, 'Order Completed', { total: 20 })).toBe(false);
  });
});
