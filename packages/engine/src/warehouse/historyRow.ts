import {
  type Fact,
  INTERACTION_TYPES,
  type Interaction,
  type JsonObject,
  type Needs,
  neededValues,
  readsProperties,
  toFact,
} from '@parcours/core';

/** An interaction as it comes back from the warehouse, with the log entry that brought it. */
export interface Remembrance extends Interaction {
  readonly logId: number;
}

export type HistoryRow = readonly [
  profileId: string,
  time: number | string,
  rank: number,
  messageId: string,
  event: string,
  userId: string,
  anonymousId: string,
  properties: string,
  outbound: boolean,
  logId: number | string,
];

/** The whole interaction of a row; its context is not read, as no rule does. */
export const fromHistoryRow = (row: HistoryRow): Remembrance => {
  const [, time, rank, messageId, event, userId, anonymousId, properties, outbound, logId] = row;
  const parsed = properties === '' ? {} : (JSON.parse(properties) as JsonObject);
  const type = INTERACTION_TYPES[rank] ?? 'track';
  return {
    messageId,
    type,
    time: Number(time),
    event,
    userId: userId === '' ? null : userId,
    anonymousId: anonymousId === '' ? null : anonymousId,
    previousId: type === 'alias' && typeof parsed['previousId'] === 'string' ? parsed['previousId'] : null,
    groupId: null,
    properties: parsed,
    context: {},
    outbound,
    logId: Number(logId),
  };
};

/** An identify call's traits, with its place in the order. */
interface Identified {
  readonly time: number;
  readonly messageId: string;
  readonly traits: JsonObject;
}

/** What a customer's fold needs of all their interactions: the facts, and the traits that identify calls set. */
export interface History {
  readonly facts: Fact[];
  readonly identified: Identified[];
}

export const newHistory = (): History => ({ facts: [], identified: [] });

export const IDENTIFY_RANK = INTERACTION_TYPES.indexOf('identify');

/** A history of whole interactions. */
export const historyOf = (needs: Needs, interactions: readonly Interaction[]): History => ({
  facts: interactions.map((interaction) => toFact(needs, interaction)),
  identified: interactions
    .filter(({ type }) => type === 'identify')
    .map(({ time, messageId, properties }) => ({ time, messageId, traits: properties })),
});

/** Adds an interaction straight from a row: properties nothing reads are not even parsed. */
export const recall = ({ facts, identified }: History, needs: Needs, row: HistoryRow): void => {
  const [, at, rank, messageId, event, , , properties, outbound] = row;
  const time = Number(at);
  const read = rank === IDENTIFY_RANK || readsProperties(needs, event);
  const parsed = read && properties !== '' ? (JSON.parse(properties) as JsonObject) : null;
  facts.push({ time, rank, messageId, event, outbound, values: parsed && neededValues(needs, event, parsed) });
  if (parsed && rank === IDENTIFY_RANK) identified.push({ time, messageId, traits: parsed });
};

/** Stands between messageIds: no accepted interaction holds it. */
const BETWEEN = '\u0000';

/** A whole history in one row: as many of each, but for the properties, which are those of what is read. */
export type GatheredRow = readonly [
  profileId: string,
  times: readonly number[],
  /** 16 · (place of the event, from 1; 0 where nobody names it) + 2 · rank + (1 where it was sent to the customer). */
  codes: readonly number[],
  messageIds: string,
  properties: readonly string[],
];

/** What was asked for when histories were gathered. */
export interface Gathering {
  /** The events that rules name. */
  readonly events: readonly string[];
  /** Those of them whose properties are read. */
  readonly reading: readonly string[];
  /** Whether the properties of every event are. */
  readonly all: boolean;
}

/** Makes histories of their rows. */
export const gatherer = (needs: Needs, { events, reading, all }: Gathering): ((row: GatheredRow) => History) => {
  const isRead = [all, ...events.map((event) => all || reading.includes(event))];
  return ([, times, codes, joined, properties]) => {
    const messageIds = joined.split(BETWEEN);
    const history = newHistory();
    let next = 0;
    for (let at = 0; at < times.length; at++) {
      const code = codes[at] as number;
      const [place, rank] = [code >> 4, (code >> 1) & 7];
      const [time, messageId, event] = [times[at] as number, messageIds[at] as string, events[place - 1] ?? ''];
      const text = rank === IDENTIFY_RANK || isRead[place] ? (properties[next++] as string) : '';
      const parsed = text === '' ? null : (JSON.parse(text) as JsonObject);
      const values = parsed && neededValues(needs, event, parsed);
      history.facts.push({ time, rank, messageId, event, outbound: (code & 1) === 1, values });
      if (parsed && rank === IDENTIFY_RANK) history.identified.push({ time, messageId, traits: parsed });
    }
    return history;
  };
};
