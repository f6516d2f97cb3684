import { addDuration, parseDuration } from '../time/duration.js';
import { addDays, localInstant, nextLocalTime, nextOpening } from '../time/localTime.js';
import { pathDrawn } from './draw.js';
import type { Asking, Known } from './facts.js';
import { nodesById } from './graph.js';
import type { Flow, FlowNode } from './schema.js';

/** A customer in a flow, between two looks. */
export interface Enrolment {
  readonly id: string;
  readonly customer: string;
  readonly entered: number;
  /** Where they are, and since when; null once they are out. */
  readonly node: string | null;
  readonly since: number;
  /** When to look again at the latest. */
  readonly due: number | null;
  readonly outcome: Outcome | null;
}

/** How it ended: at the end of a path, by the exit condition, with the goal reached, only watched, or taken out by hand. */
export const OUTCOMES = ['end', 'exit', 'goal', 'holdout', 'removed', 'gone'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Something to be done, once for its cause. */
export type FlowEffect =
  | {
      readonly kind: 'message';
      readonly cause: string;
      readonly node: string;
      readonly content: string;
      readonly purpose: string;
    }
  | {
      readonly kind: 'trait';
      readonly cause: string;
      readonly node: string;
      readonly trait: string;
      readonly value: string | number | boolean;
    }
  | { readonly kind: 'flow'; readonly cause: string; readonly node: string; readonly flow: string };

/** A node passed, and how: the way taken, or what kept it from doing what it does. */
export interface Passed {
  readonly node: string;
  readonly at: number;
  /** The index of the way out, as waysOf has them. */
  readonly way: number;
  readonly held: 'cap' | null;
}

export interface Decision {
  readonly enrolment: Enrolment;
  readonly effects: readonly FlowEffect[];
  readonly passed: readonly Passed[];
}

/** What a node makes of a customer: they stay until an instant, or go on. */
type Visit =
  | { readonly until: number }
  | {
      readonly to: string | undefined;
      readonly way: number;
      readonly effect?: FlowEffect | undefined;
      readonly held?: 'cap' | undefined;
    };

interface Visiting {
  readonly flow: Flow;
  readonly enrolment: Enrolment;
  readonly known: Known;
  readonly now: number;
}

/** [FLOW-1] One for each enrolment and node, whenever it is decided. */
export const causeOf = (enrolment: string, node: string): string => `flow:${enrolment}:${node}`;

const later = (time: number, duration: string, zone: string): number => {
  const parsed = parseDuration(duration);
  return parsed ? addDuration(time, parsed, zone) : time;
};

/** The last instant from which a duration leads to `now` or later. */
const earlier = (now: number, duration: string): number => {
  const { months = 0, days = 0, ms = 0 } = parseDuration(duration) ?? {};
  return now - ((months * 30 + days) * 86_400_000 + ms);
};

const onwards = (due: number, now: number, to: string | undefined): Visit =>
  now >= due ? { to, way: 0 } : { until: due };

function* waitFor(node: Extract<FlowNode, { kind: 'waitFor' }>, { enrolment, known, now }: Visiting): Asking<Visit> {
  const met = node.event
    ? yield { kind: 'done', ...node.event, since: enrolment.since }
    : node.rule !== undefined && (yield { kind: 'rule', rule: node.rule });
  if (met) return { to: node.next, way: 0 };
  const timeout = later(enrolment.since, node.timeout, known.zone);
  return now >= timeout ? { to: node.otherwise, way: 1 } : { until: timeout };
}

const untilDate = (node: Extract<FlowNode, { kind: 'date' }>, { enrolment, known, now }: Visiting): Visit => {
  const value = known.traits[node.trait];
  const date = typeof value === 'string' ? localInstant(value, known.zone) : null;
  if (date === null) return { to: node.otherwise, way: 1 };
  const day = addDays(date, node.days, known.zone);
  const due = node.at === undefined ? day : nextLocalTime(day, { at: node.at }, known.zone);
  return due < enrolment.since ? { to: node.otherwise, way: 1 } : onwards(due, now, node.next);
};

function* branch(node: Extract<FlowNode, { kind: 'branch' }>): Asking<Visit> {
  for (const [way, { rule, next: to }] of node.paths.entries()) {
    if (yield { kind: 'rule', rule }) return { to, way };
  }
  return { to: node.otherwise, way: node.paths.length };
}

/** [FLOW-4] Within the window, and below the cap. */
function* message(
  node: Extract<FlowNode, { kind: 'message' }>,
  { flow, enrolment, known, now }: Visiting,
): Asking<Visit> {
  const opens = flow.window ? nextOpening(now, flow.window, known.zone) : now;
  if (opens > now) return { until: opens };
  if (flow.cap && Number(yield { kind: 'sent', since: earlier(now, flow.cap.within) }) >= flow.cap.most) {
    return { to: node.next, way: 0, held: 'cap' };
  }
  const { content, purpose } = node;
  const cause = causeOf(enrolment.id, node.id);
  return { to: node.next, way: 0, effect: { kind: 'message', cause, node: node.id, content, purpose } };
}

const split = ({ id, paths }: Extract<FlowNode, { kind: 'split' }>, { flow, enrolment }: Visiting): Visit => {
  const shares = paths.map(({ share }) => share);
  const way = pathDrawn(`${flow.id} ${id} ${enrolment.customer}`, shares);
  return { to: paths[way]?.next, way };
};

function* visit(node: FlowNode, visiting: Visiting): Asking<Visit> {
  const { enrolment, known, now } = visiting;
  const cause = causeOf(enrolment.id, node.id);
  switch (node.kind) {
    case 'wait':
      return onwards(later(enrolment.since, node.for, known.zone), now, node.next);
    case 'until':
      return onwards(nextLocalTime(enrolment.since, node, known.zone), now, node.next);
    case 'date':
      return untilDate(node, visiting);
    case 'waitFor':
      return yield* waitFor(node, visiting);
    case 'branch':
      return yield* branch(node);
    case 'split':
      return split(node, visiting);
    case 'message':
      return yield* message(node, visiting);
    case 'trait':
      return {
        to: node.next,
        way: 0,
        effect: { kind: 'trait', cause, node: node.id, trait: node.trait, value: node.value },
      };
    case 'flow':
      return { to: node.next, way: 0, effect: { kind: 'flow', cause, node: node.id, flow: node.flow } };
    case 'exit':
      return { to: undefined, way: 0 };
  }
}

const over = (enrolment: Enrolment, now: number, outcome: Outcome): Enrolment => ({
  ...enrolment,
  node: null,
  since: now,
  due: null,
  outcome,
});

/** [FLOW-3] Why somebody leaves whatever they wait for; null while they stay. */
function* leaving({ flow, enrolment }: Visiting): Asking<Outcome | null> {
  if (flow.exit && (yield { kind: 'rule', rule: flow.exit })) return 'exit';
  if (!flow.goal?.ends) return null;
  const { event, where } = flow.goal;
  return (yield { kind: 'done', event, where, since: enrolment.entered }) ? 'goal' : null;
}

/**
 * [FLOW-1] [FLOW-2] What comes next for a customer in a flow at `now`: every node they can pass is passed, and what is to be
 * done told, each under a cause of its own. What a node waits for counts from when they came to it.
 */
export function* decide(flow: Flow, enrolment: Enrolment, known: Known, now: number): Asking<Decision> {
  const effects: FlowEffect[] = [];
  const passed: Passed[] = [];
  if (enrolment.node === null) return { enrolment, effects, passed };
  const left = yield* leaving({ flow, enrolment, known, now });
  if (left) return { enrolment: over(enrolment, now, left), effects, passed };
  const byId = nodesById(flow.nodes);
  let at = enrolment;
  // A flow goes round nowhere, so there is an end to it; this bounds what a check let through.
  for (let steps = 0; steps <= flow.nodes.length; steps += 1) {
    const node = at.node === null ? undefined : byId.get(at.node);
    if (!node) break;
    const visited: Visit = yield* visit(node, { flow, enrolment: at, known, now });
    if ('until' in visited) return { enrolment: { ...at, due: visited.until }, effects, passed };
    if (visited.effect) effects.push(visited.effect);
    passed.push({ node: node.id, at: now, way: visited.way, held: visited.held ?? null });
    at = { ...at, node: visited.to ?? null, since: now, due: null };
  }
  return { enrolment: over(at, now, 'end'), effects, passed };
}

/** [FLOW-3] Whether something the customer does may take them on before their due instant. */
export const isWatched = (flow: Flow, node: string | null): boolean =>
  node !== null &&
  (flow.exit !== undefined ||
    flow.goal?.ends === true ||
    flow.nodes.some(({ id, kind }) => id === node && kind === 'waitFor'));

/** A customer at the beginning of a flow. */
export const enrol = (flow: Flow, id: string, customer: string, now: number): Enrolment => ({
  id,
  customer,
  entered: now,
  node: flow.start,
  since: now,
  due: now,
  outcome: null,
});
