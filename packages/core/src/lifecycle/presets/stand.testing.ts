import { compileModels } from '../../definitions/compile.js';
import { toFact } from '../../interaction/fact.js';
import type { Interaction, JsonObject } from '../../interaction/interaction.js';
import { OUTBOUND_EVENTS } from '../../interaction/outbound.js';
import { foldHistory } from '../../position/customer.js';
import type { Model } from '../schema.js';

/** What somebody did on a day counted from the first of January 2024; a fraction of a day orders several. */
type Doing = readonly [day: number, event: string, properties?: JsonObject];

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);

const interactionOf = ([day, event, properties]: Doing, index: number): Interaction => ({
  messageId: `m${index}`,
  type: event === 'Identified' ? 'identify' : event === 'Page Viewed' ? 'page' : 'track',
  time: START + Math.round(day * DAY),
  event,
  userId: 'someone',
  anonymousId: null,
  previousId: null,
  groupId: null,
  properties: properties ?? {},
  context: {},
  outbound: OUTBOUND_EVENTS.has(event),
});

/** The movements of one history on one model up to a day, as "day kind stage". */
export const storyOf = (model: Model, until: number, doings: readonly Doing[]): string[] => {
  const program = compileModels([model], 'UTC');
  const facts = doings.map((doing, index) => toFact(program.needs, interactionOf(doing, index)));
  const { movements } = foldHistory(program, facts, START + until * DAY);
  return movements.map(({ at, kind, to }) => `${Math.floor((at - START) / DAY)} ${kind} ${to}`);
};
