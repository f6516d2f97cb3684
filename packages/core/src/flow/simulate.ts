import { addDuration, parseDuration } from '../time/duration.js';
import { decide, type Enrolment, enrol, isWatched, type Passed } from './decide.js';
import { isHeldOut } from './draw.js';
import { type Answer, answered, type Known, type Question } from './facts.js';
import type { Flow } from './schema.js';

/** One customer's history, as far as a flow asks about it. */
export interface Lived extends Known {
  readonly customer: string;
  /** What would have begun the flow, ascending (ms). */
  readonly begins: readonly number[];
  /** Instants at which something of theirs changed, ascending. */
  readonly changes: readonly number[];
  /** Whether a rule held at an instant, by the place it has among rulesOf. */
  readonly held: (rule: Extract<Question, { kind: 'rule' }>['rule'], at: number) => boolean;
  /** Whether they did something from one instant to another. */
  readonly did: (asked: Extract<Question, { kind: 'done' }>, until: number) => boolean;
}

/** What would have come of one cause. */
export interface Run {
  readonly begun: number;
  readonly refused: 'audience' | 'reentry' | 'holdout' | null;
  readonly passed: readonly Passed[];
  readonly messages: readonly { readonly node: string; readonly content: string; readonly at: number }[];
  /** When they had come to each node they waited at. */
  readonly waits: readonly { readonly node: string; readonly at: number; readonly until: number | null }[];
  /** Where they still are at the end; null when they are out. */
  readonly enrolment: Enrolment;
}

const later = (at: number, duration: string, zone: string): number => {
  const parsed = parseDuration(duration);
  return parsed ? addDuration(at, parsed, zone) : at;
};

const mayEnter = ({ reentry }: Flow, before: readonly Run[], at: number, zone: string): boolean => {
  const entered = before.filter(({ refused }) => refused === null || refused === 'holdout');
  const last = entered.at(-1);
  if (!last) return true;
  switch (reentry.kind) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'afterExit':
      return last.enrolment.node === null && last.enrolment.since <= at;
    case 'every':
      return later(last.begun, reentry.every, zone) <= at;
  }
};

/** The next instant at which it is worth looking: when it is due, or earlier when something of theirs changes. */
const nextLook = (flow: Flow, { changes }: Lived, { node, due }: Enrolment, now: number): number | null => {
  const change = isWatched(flow, node) ? changes.find((at) => at > now) : undefined;
  if (due === null) return change ?? null;
  return change === undefined ? due : Math.min(due, change);
};

interface Walking {
  readonly flow: Flow;
  readonly lived: Lived;
  readonly until: number;
  /** Instants of the messages had already. */
  readonly sent: number[];
}

const walk = ({ flow, lived, until, sent }: Walking, begun: number): Run => {
  let at = enrol(flow, `${flow.id} ${lived.customer} ${begun}`, lived.customer, begun);
  const passed: Passed[] = [];
  const messages: { node: string; content: string; at: number }[] = [];
  const waits: { node: string; at: number; until: number | null }[] = [];
  for (let now: number | null = begun; now !== null && now <= until; ) {
    const moment: number = now;
    const answer = (question: Question): Answer => {
      if (question.kind === 'rule') return lived.held(question.rule, moment);
      return question.kind === 'done'
        ? lived.did(question, moment)
        : sent.filter((one) => one >= question.since).length;
    };
    const decision = answered(decide(flow, at, lived, moment), answer);
    passed.push(...decision.passed);
    for (const effect of decision.effects) {
      if (effect.kind !== 'message') continue;
      messages.push({ node: effect.node, content: effect.content, at: moment });
      sent.push(moment);
    }
    at = decision.enrolment;
    if (at.node !== null && waits.at(-1)?.node !== at.node) waits.push({ node: at.node, at: moment, until: at.due });
    now = at.node === null ? null : nextLook(flow, lived, at, moment);
  }
  return { begun, refused: null, passed, messages, waits, enrolment: at };
};

/** [FLOW-9] What a flow would have done for one customer, had it been active: by the same decisions as when it is. */
export const simulate = (flow: Flow, lived: Lived, until: number): Run[] => {
  const runs: Run[] = [];
  const sent: number[] = [];
  const nothing = { passed: [], messages: [], waits: [] };
  for (const begun of lived.begins) {
    const enrolment = { ...enrol(flow, '', lived.customer, begun), node: null, due: null };
    const refuse = (refused: Run['refused']) => runs.push({ begun, refused, ...nothing, enrolment });
    if (flow.audience && !lived.held(flow.audience, begun)) refuse('audience');
    else if (!mayEnter(flow, runs, begun, lived.zone)) refuse('reentry');
    else if (isHeldOut(flow, lived.customer)) refuse('holdout');
    else runs.push(walk({ flow, lived, until, sent }, begun));
  }
  return runs;
};
