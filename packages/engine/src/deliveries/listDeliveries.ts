import type { DeliveryView } from '@parcours/core';
import { z } from 'zod';
import { cursorTime, decodeCursor, encodeCursor } from '../page/cursor.js';
import type { Clock, Sql } from '../ports.js';
import { deliveriesOf } from './deliveries.sql.js';

type Instants = 'asked' | 'due' | 'next' | 'ended' | 'opened' | 'clicked' | 'unsubscribed';
type Row = Omit<DeliveryView, Instants | 'origin'> &
  Readonly<Record<Instants, number | null>> & {
    readonly asked: number;
    readonly origin: 'flow' | 'broadcast';
    readonly origin_id: string;
    readonly node: string | null;
    readonly held: string | null;
  };

const cursorSchema = z.tuple([cursorTime, z.uuid()]);
const iso = (time: number): string => new Date(time).toISOString();
const isoOr = (time: number | null): string | null => (time === null ? null : iso(time));
const WAITING = ['queued', 'held', 'sending', 'handing'];

const toView = ({ origin, origin_id, node, held, ...row }: Row): DeliveryView => ({
  ...row,
  origin: { kind: origin, id: origin_id, node },
  trouble: row.state === 'queued' ? (held ?? row.trouble) : row.trouble,
  ...{
    asked: iso(row.asked),
    due: iso(row.due ?? row.asked),
    next: WAITING.includes(row.state) ? isoOr(row.next) : null,
  },
  ...{ ended: isoOr(row.ended), opened: isoOr(row.opened), clicked: isoOr(row.clicked) },
  unsubscribed: isoOr(row.unsubscribed),
});

/** The messages of a customer, sent or not and why, newest first. @throws DomainError cursor.invalid (400) */
export const listDeliveries = async (
  { sql, clock }: { sql: Sql; clock: Clock },
  workspaceId: string,
  { customer, limit, cursor }: { customer: string; limit: number; cursor?: string | undefined },
): Promise<{ items: DeliveryView[]; next: string | null }> => {
  const [asked, id] = decodeCursor(cursorSchema, cursor) ?? [null, null];
  const rows = await sql.query<Row>(deliveriesOf, [workspaceId, customer, asked, id, limit + 1, clock.now()]);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(toView), next: last ? encodeCursor([last.asked, last.id]) : null };
};
