/**
 * Where a delivery is on its way. "held": somebody held it; "handing": a mail server is taking it; "unsure": it is not known
 * whether one did.
 */
export const DELIVERY_STATES = ['queued', 'held', 'sending', 'handing', 'sent', 'unsure', 'failed', 'skipped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why a message was not sent. */
export const SKIPS = [
  'gone',
  'on_hold',
  'consent',
  'suppressed',
  'no_address',
  'unfilled',
  'content_gone',
  'late',
  'stopped',
] as const;
export type Skip = (typeof SKIPS)[number];

/** After how long what a channel could not take now is tried again, in ms: longer each time. */
const WAITS = [60_000, 5 * 60_000, 15 * 60_000, 3_600_000, 4 * 3_600_000] as const;
/** So often is one message tried, about a day in all. */
export const MOST_TRIES = 10;

/** When the next try is, after so many; null when there is none. */
export const nextTry = (tries: number, now: number): number | null =>
  tries >= MOST_TRIES ? null : now + (WAITS[Math.min(tries, WAITS.length) - 1] ?? WAITS[0]);

/** How long a channel that is out of order is left alone, in ms: longer after each failure in a row. */
export const holdFor = (failures: number): number => Math.min(15 * 60_000, 30_000 * 2 ** Math.max(0, failures - 1));

/** What is asked for so long before it can leave is about the past, in ms. */
export const TOO_LATE = 3 * 86_400_000;
