import type { valueQuerySchema } from '@parcours/core';
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import { DomainError, type Sql, type Warehouse } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { dayOf, markOf, type PurchasesAsked } from './purchases.sql.js';

export type ValueQuery = z.infer<typeof valueQuerySchema>;
export const USUAL: ValueQuery = { event: 'Order Completed', property: 'total' };

/** What is to be measured: the purchases until the end of the calibration, and where all of history ends. */
export interface ValueQuestion extends PurchasesAsked {
  readonly currency: string;
  /** The last day of the calibration, days since 1970. */
  readonly lastDay: number;
  /** The last interaction of the workspace: its instant (ms) and day. */
  readonly end: { readonly at: number; readonly day: number };
  readonly mark: string;
}

/** The last instant named: of a day the whole of it, in the zone. */
const instantOf = (until: string, zone: string): number => {
  if (until.length > 10) return Date.parse(until);
  const next = Temporal.PlainDate.from(until).add({ days: 1 }).toZonedDateTime({ timeZone: zone });
  return next.epochMilliseconds - 1;
};

/** Instants the stores hold. */
const LATEST = 4_102_444_800_000;

/**
 * What is asked about a workspace, by the time of the stores; null where it has no interaction yet.
 * @throws DomainError workspace.unknown (404), until.invalid (400)
 */
export const askValue = async (
  { sql, warehouse }: { sql: Sql; warehouse: Warehouse },
  workspaceId: string,
  { event, property, until: asked }: ValueQuery,
): Promise<ValueQuestion | null> => {
  const { timezone: zone, currency } = await readWorkspace({ sql }, workspaceId);
  const [told] = await warehouse.query<{ mark: string; last: number }>(markOf, { workspace: workspaceId });
  if (!told || told.last === 0) return null;
  const until = asked === undefined ? told.last : instantOf(asked, zone);
  if (!(until >= 0 && until <= LATEST))
    throw new DomainError('until.invalid', 400, 'The calibration has to end between 1970 and 2099.');
  const day = async (at: number) => {
    const [row] = await warehouse.query<{ day: number }>(dayOf, { at, zone });
    return row?.day ?? 0;
  };
  const [lastDay, endDay] = [await day(until), await day(told.last)];
  const purchases = { event: wellFormed(event), property: wellFormed(property), zone, until };
  const mark = JSON.stringify([told.mark, zone, currency]);
  return { workspaceId, ...purchases, currency, lastDay, end: { at: told.last, day: endDay }, mark };
};
