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

/** What a customer's fold needs of one interaction: the fact, and the traits an identify call set. */
export interface Recollection {
  readonly fact: Fact;
  readonly traits: JsonObject | null;
}

const IDENTIFY = INTERACTION_TYPES.indexOf('identify');

export const recall = (needs: Needs, interaction: Interaction): Recollection => ({
  fact: toFact(needs, interaction),
  traits: interaction.type === 'identify' ? interaction.properties : null,
});

/** The same straight from a row: properties nothing reads are not even parsed. */
export const recallRow = (needs: Needs, row: HistoryRow): Recollection => {
  const [, time, rank, messageId, event, , , properties, outbound] = row;
  const read = rank === IDENTIFY || readsProperties(needs, event);
  const parsed = read && properties !== '' ? (JSON.parse(properties) as JsonObject) : null;
  return {
    fact: {
      time: Number(time),
      rank,
      messageId,
      event,
      outbound,
      values: parsed && neededValues(needs, event, parsed),
    },
    traits: rank === IDENTIFY ? parsed : null,
  };
};
