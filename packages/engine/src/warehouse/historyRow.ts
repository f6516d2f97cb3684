import { INTERACTION_TYPES, type Interaction, type JsonObject } from '@parcours/core';

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
