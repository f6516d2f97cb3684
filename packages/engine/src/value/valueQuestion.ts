import type { valueQuerySchema } from '@parcours/core';
import { Temporal } from 'temporal-polyfill';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import { conditionsIn } from '../understand/conditionsIn.js';
import { readScope } from '../understand/scope.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { dayOf, markOf, type PurchasesAsked } from './purchases.sql.js';

export type ValueQuery = z.infer<typeof valueQuerySchema>;
/** Who asks; `whole` is false for those who see no personal data. */
export interface ValueAsker {
  readonly workspaceId: string;
  readonly whole: boolean;
}
export const USUAL: ValueQuery = { event: 'Order Completed', property: 'total' };

/** What is to be measured: the purchases until the end of the calibration, and where all of history ends. */
export interface ValueQuestion extends PurchasesAsked {
  readonly workspaceId: string;
  readonly zone: string;
  readonly currency: string;
  /** The end of the calibration, included, in ms. */
  readonly until: number;
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
 * @throws DomainError workspace.unknown, persona.unknown, segment.unknown (404), until.invalid, where.invalid (400), personal.where (403)
 */
export const askValue = async (
  ports: ReadPorts,
  { workspaceId, whole }: ValueAsker,
  query: ValueQuery,
): Promise<ValueQuestion | null> => {
  const { sql, warehouse } = ports;
  const { timezone: zone, currency } = await readWorkspace({ sql }, workspaceId);
  const [told] = await warehouse.query<{ mark: string; last: number }>(markOf, { workspace: workspaceId });
  if (!told || told.last === 0) return null;
  const until = query.until === undefined ? told.last : instantOf(query.until, zone);
  if (!(until >= 0 && until < LATEST))
    throw new DomainError('until.invalid', 400, 'The calibration has to end between 1970 and 2099.');
  const day = async (at: number) => {
    const [row] = await warehouse.query<{ day: number }>(dayOf, { at, zone });
    return row?.day ?? 0;
  };
  const [lastDay, endDay] = [await day(until), await day(told.last)];
  const period = { from: new Date(0).toISOString(), to: new Date(until + 1).toISOString() };
  const { persona, segment } = query;
  const scope = { period, persona, segment, where: conditionsIn(query.where) };
  const scoped = await readScope(ports, { workspaceId, scope, whole });
  const purchases = { scoped, event: wellFormed(query.event), property: wellFormed(query.property), until };
  const mark = JSON.stringify([told.mark, zone, currency]);
  return { workspaceId, zone, ...purchases, currency, lastDay, end: { at: told.last, day: endDay }, mark };
};
