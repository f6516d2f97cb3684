import type { valueListQuerySchema, valueListSchema } from '@parcours/core';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { DomainError } from '../ports.js';
import type { FitPorts } from './keptFits.js';
import { placesOf } from './placesOf.js';
import { type WorthRow, worthOf } from './readCustomerValue.js';
import { currentValue } from './readValue.js';
import { countPage, selectPage } from './value.sql.js';

export type ValueList = z.infer<typeof valueListSchema>;
export type ValueListQuery = z.infer<typeof valueListQuerySchema>;

type Row = WorthRow & {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly key: number;
};

const cursorSchema = z.tuple([z.string(), z.number(), z.guid()]);

/**
 * A page of customers by what they are worth.
 * @throws DomainError cursor.invalid (400), persona.unknown, segment.unknown (404)
 */
export const listByValue = async (ports: FitPorts, workspaceId: string, query: ValueListQuery): Promise<ValueList> => {
  const { sort, order, limit } = query;
  const place = decodeCursor(cursorSchema, query.cursor);
  const way = `${sort} ${order}`;
  if (place && place[0] !== way)
    throw new DomainError('cursor.invalid', 400, 'This cursor belongs to another order: start again without it.');
  await currentValue(ports, workspaceId);
  const { operational: sql } = ports;
  const filter = [
    ...[workspaceId, query.recency ?? null, query.frequency ?? null, query.monetary ?? null],
    ...[
      query.aliveFrom ?? null,
      query.aliveBelow ?? null,
      query.repeat,
      ...(await placesOf(ports, workspaceId, query)),
    ],
  ];
  const [found, [totals]] = await Promise.all([
    sql.query<Row>(selectPage(sort, order), [...filter, place?.[1] ?? null, place?.[2] ?? null, limit + 1]),
    sql.query<{ total: number; value: number | null; spent: number | null }>(countPage(sort), filter),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((row) => ({ id: row.id, name: row.name, email: row.email, ...worthOf(row) })),
    next: last ? encodeCursor([way, last.key, last.id]) : null,
    totals: { customers: totals?.total ?? 0, spent: totals?.spent ?? 0, lifetimeValue: totals?.value ?? null },
  };
};
