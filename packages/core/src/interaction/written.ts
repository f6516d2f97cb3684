import { type Fact, type Needs, neededValues, readsProperties } from './fact.js';
import { INTERACTION_TYPES, type Interaction, type JsonObject } from './interaction.js';
import { typeRank } from './order.js';

/** An interaction as the log holds it: properties and context stay JSON text until somebody reads them, which few do. */
export interface WrittenInteraction extends Omit<Interaction, 'properties' | 'context'> {
  readonly properties: string;
  readonly context: string;
}

type Head = [
  messageId: string,
  rank: number,
  time: number,
  event: string,
  userId: string | null,
  anonymousId: string | null,
  previousId: string | null,
  groupId: string | null,
  outbound: 0 | 1,
];

const lineOf = (interaction: Interaction): string => {
  const { messageId, type, time, event, userId, anonymousId, previousId, groupId, outbound } = interaction;
  const head: Head = [
    messageId,
    typeRank(type),
    time,
    event,
    userId,
    anonymousId,
    previousId,
    groupId,
    outbound ? 1 : 0,
  ];
  return `${JSON.stringify(head)}\t${JSON.stringify(interaction.properties)}\t${JSON.stringify(interaction.context)}`;
};

/** Interactions as text, one to a line: JSON holds neither tabs nor line ends, so they part fields and lines. */
export const writeInteractions = (interactions: readonly Interaction[]): string => interactions.map(lineOf).join('\n');

const readLine = (line: string): WrittenInteraction => {
  const first = line.indexOf('\t');
  const second = line.indexOf('\t', first + 1);
  const [messageId, rank, time, event, userId, anonymousId, previousId, groupId, outbound] = JSON.parse(
    line.slice(0, first),
  ) as Head;
  return {
    messageId,
    type: INTERACTION_TYPES[rank] ?? 'track',
    time,
    event,
    userId,
    anonymousId,
    previousId,
    groupId,
    properties: line.slice(first + 1, second),
    context: line.slice(second + 1),
    outbound: outbound === 1,
  };
};

/** Until version 0.1.0 the log held one list. */
const readList = (text: string): WrittenInteraction[] =>
  (JSON.parse(text) as Interaction[]).map((one) => ({
    ...one,
    properties: JSON.stringify(one.properties),
    context: JSON.stringify(one.context),
  }));

/** The inverse of writeInteractions. */
export const readInteractions = (text: string): WrittenInteraction[] => {
  if (text === '') return [];
  return text.startsWith('[{') ? readList(text) : text.split('\n').map(readLine);
};

/** The same without some of them, and how many are left; null when none is to go. */
export const leaveOut = (
  text: string,
  isGone: (interaction: WrittenInteraction) => boolean,
): { readonly text: string; readonly size: number } | null => {
  const all = readInteractions(text);
  const kept = all.filter((one) => !isGone(one));
  if (kept.length === all.length) return null;
  const parse = (value: string): JsonObject => JSON.parse(value) as JsonObject;
  const whole = kept.map((one) => ({ ...one, properties: parse(one.properties), context: parse(one.context) }));
  return { text: writeInteractions(whole), size: kept.length };
};

/** What the fold needs of an interaction still written: properties nothing reads are not even parsed. */
export const writtenFact = (
  needs: Needs,
  { messageId, type, time, event, outbound, properties }: Omit<WrittenInteraction, 'context'>,
): Fact => ({
  time,
  rank: typeRank(type),
  messageId,
  event,
  outbound,
  values: readsProperties(needs, event) ? neededValues(needs, event, JSON.parse(properties) as JsonObject) : null,
});
