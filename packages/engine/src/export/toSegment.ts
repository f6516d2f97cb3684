import { INTERACTION_TYPES, type JsonObject } from '@parcours/core';

/** A row of everything kept of an interaction. */
export type ExportRow = readonly [
  at: number,
  rank: number,
  messageId: string,
  event: string,
  userId: string,
  anonymousId: string,
  groupId: string,
  properties: string,
  context: string,
  outbound: boolean,
  imported: boolean,
];

const objectOf = (text: string): JsonObject => (text === '' ? {} : (JSON.parse(text) as JsonObject));
const given = (name: string, value: string): Record<string, string> => (value === '' ? {} : { [name]: value });

/** An interaction as Segment's clients send it, so that it can be read elsewhere. */
export const toSegment = (row: ExportRow): Record<string, unknown> => {
  const [at, rank, messageId, event, userId, anonymousId, groupId, properties, context] = row;
  const type = INTERACTION_TYPES[rank] ?? 'track';
  const { previousId, ...rest } = objectOf(properties);
  const known = type === 'alias' || previousId === undefined ? rest : { ...rest, previousId };
  return {
    type,
    messageId,
    timestamp: new Date(at).toISOString(),
    ...given('userId', userId),
    ...given('anonymousId', anonymousId),
    ...given('groupId', groupId),
    ...(type === 'track' ? { event } : {}),
    ...(type === 'alias' && typeof previousId === 'string' ? { previousId } : {}),
    ...((type === 'page' || type === 'screen') && typeof known['name'] === 'string' ? { name: known['name'] } : {}),
    ...(type === 'identify' || type === 'group' ? { traits: known } : { properties: known }),
    context: objectOf(context),
  };
};
