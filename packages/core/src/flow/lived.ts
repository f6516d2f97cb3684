import type { Definitions, Segment } from '../definitions/schema.js';
import { IN_SEGMENT, segmentTrack, trackOf } from '../definitions/track.js';
import type { Fact } from '../interaction/fact.js';
import type { Movement } from '../position/types.js';
import { compileWhere } from '../rule/condition.js';
import type { Condition, Rule } from '../rule/schema.js';
import type { Known, Question } from './facts.js';
import type { Flow } from './schema.js';
import type { Lived } from './simulate.js';
import { movementBegins } from './triggers.js';

const NAME = { en: '-', fr: '-' };
const PREFIX = 'flow-rule-';

/** Every rule a flow asks, in order. */
export const rulesOfFlow = ({ audience, exit, nodes }: Flow): Rule[] => [
  ...(audience ? [audience] : []),
  ...(exit ? [exit] : []),
  ...nodes.flatMap((node) => {
    if (node.kind === 'branch') return node.paths.map(({ rule }) => rule);
    return node.kind === 'waitFor' && node.rule ? [node.rule] : [];
  }),
];

interface Event {
  readonly event: string;
  readonly where?: readonly Condition[] | undefined;
}
const eventsOf = ({ trigger, goal, nodes }: Flow): Event[] => [
  ...(trigger.kind === 'event' ? [trigger] : []),
  ...(goal ? [goal] : []),
  ...nodes.flatMap((node) => (node.kind === 'waitFor' && node.event ? [node.event] : [])),
];

/** Definitions by which the fold also answers what a flow asks: each of its rules as a segment, each of its events read. */
export const definitionsFor = (flow: Flow, definitions: Definitions): Definitions => {
  const asked: Rule[] = [
    ...rulesOfFlow(flow),
    ...eventsOf(flow).map(({ event, where }): Rule => ({ did: { event, ...(where ? { where: [...where] } : {}) } })),
  ];
  const added = asked.map((rule, at): Segment => ({ id: `${PREFIX}${at}`, name: NAME, rule }));
  return { ...definitions, segments: [...definitions.segments, ...added] };
};

/** What a customer's fold by those definitions says to a flow; `from` is when the flow would have become active. */
export const livedOf = (
  flow: Flow,
  customer: Known & { readonly customer: string },
  { movements, facts }: { readonly movements: readonly Movement[]; readonly facts: readonly Fact[] },
  from: number,
): Lived => {
  const rules = new Map(rulesOfFlow(flow).map((rule, at) => [JSON.stringify(rule), segmentTrack(`${PREFIX}${at}`)]));
  const ofTrack = new Map<string, Movement[]>();
  for (const movement of movements) {
    const track = trackOf(movement.model);
    ofTrack.set(track, [...(ofTrack.get(track) ?? []), movement]);
  }
  const matching = ({ event, where }: Event) => {
    const test = compileWhere(where);
    return facts.filter((fact) => fact.event === event && test(fact.values)).map(({ time }) => time);
  };
  const times = new Map(eventsOf(flow).map((one) => [JSON.stringify([one.event, one.where]), matching(one)]));
  const { trigger } = flow;
  const begins =
    trigger.kind === 'event'
      ? matching(trigger)
      : movements.filter((movement) => movementBegins(trigger, movement)).map(({ at }) => at);
  const changes = [...new Set([...facts.map(({ time }) => time), ...movements.map(({ at }) => at)])];
  return {
    ...customer,
    begins: begins.filter((at) => at >= from).sort((a, b) => a - b),
    changes: changes.filter((at) => at >= from).sort((a, b) => a - b),
    held: (rule, at) => {
      const track = rules.get(JSON.stringify(rule)) ?? '';
      return (ofTrack.get(track) ?? []).findLast((movement) => movement.at <= at)?.to === IN_SEGMENT;
    },
    did: ({ event, where, since }: Extract<Question, { kind: 'done' }>, until) =>
      (times.get(JSON.stringify([event, where])) ?? []).some((time) => time >= since && time <= until),
  };
};
