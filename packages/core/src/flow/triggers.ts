import { IN_SEGMENT, PERSONA_TRACK, segmentTrack, trackOf } from '../definitions/track.js';
import { valueAt } from '../interaction/fact.js';
import type { JsonObject } from '../interaction/interaction.js';
import type { Movement } from '../position/types.js';
import { compileComparison } from '../rule/condition.js';
import type { Condition } from '../rule/schema.js';
import type { Trigger } from './schema.js';

/** What may begin flows: a movement on a track, or an event, named as the reader of the log looks for it. */
export const listenedBy = (trigger: Trigger): { readonly track: string } | { readonly event: string } | null => {
  switch (trigger.kind) {
    case 'stage':
      return { track: trigger.model };
    case 'segment':
      return { track: segmentTrack(trigger.segment) };
    case 'persona':
      return { track: PERSONA_TRACK };
    case 'event':
      return { event: trigger.event };
    case 'manual':
      return null;
  }
};

const BACK: ReadonlySet<string> = new Set(['regress', 'lapse']);
const FORWARD: ReadonlySet<string> = new Set(['enter', 'advance', 'skip', 'cycle', 'return']);

type Moved = Pick<Movement, 'model' | 'from' | 'to' | 'kind'>;

/** Whether a movement is what a flow waits for. */
export const movementBegins = (trigger: Trigger, { model, from, to, kind }: Moved): boolean => {
  const track = trackOf(model);
  switch (trigger.kind) {
    case 'stage':
      return (
        track === trigger.model &&
        (trigger.way === 'any' || (trigger.way === 'back' ? BACK : FORWARD).has(kind)) &&
        (trigger.from === undefined || trigger.from === from) &&
        (trigger.to === undefined || trigger.to === to)
      );
    case 'segment':
      return track === segmentTrack(trigger.segment) && (trigger.way === 'enters') === (to === IN_SEGMENT);
    case 'persona':
      return track === PERSONA_TRACK && (trigger.way === 'enters' ? to : from) === trigger.persona && from !== to;
    default:
      return false;
  }
};

/** Whether conditions hold for the properties of an interaction [RULE-4]. */
export const conditionsMet = (where: readonly Condition[] | undefined, properties: JsonObject): boolean =>
  (where ?? []).every(({ property, ...comparison }) => compileComparison(comparison)(valueAt(properties, property)));

/** Whether an interaction is what a flow waits for. */
export const eventBegins = (trigger: Trigger, event: string, properties: JsonObject): boolean =>
  trigger.kind === 'event' && trigger.event === event && conditionsMet(trigger.where, properties);
