import type { ImportedEvent } from './toMessage.js';

const BLOCK = 50_000;

/**
 * Events by time, within blocks of 50,000, in chunks of at most `size`. Positions do not depend on the order [POS-1],
 * but what comes in order is placed as it comes, and what comes late is folded again.
 */
export async function* inTimeOrder(
  batches: AsyncIterable<readonly ImportedEvent[]>,
  size: number,
): AsyncIterable<ImportedEvent[]> {
  let block: ImportedEvent[] = [];
  for await (const batch of batches) {
    block.push(...batch);
    if (block.length < BLOCK) continue;
    yield* chunks(block, size);
    block = [];
  }
  yield* chunks(block, size);
}

function* chunks(block: readonly ImportedEvent[], size: number): Iterable<ImportedEvent[]> {
  const sorted = block
    .map((event) => ({ event, time: timeOf(event) }))
    .sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  for (let start = 0; start < sorted.length; start += size) {
    yield sorted.slice(start, start + size).map(({ event }) => event);
  }
}

const timeOf = (event: ImportedEvent): number => {
  const message = 'message' in event ? event.message : null;
  const given = typeof message === 'object' && message !== null && !Array.isArray(message) ? message.timestamp : null;
  const time = typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
};
