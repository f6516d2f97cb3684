import type { Erasure } from '@parcours/core';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../page/cursor.js';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import * as text from './erasure.sql.js';
import { type ErasureRow, viewErasure } from './erasureView.js';
import { findErasure } from './requestErasure.js';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

/**
 * Erasures, newest first.
 * @throws DomainError cursor.invalid (400)
 */
export const listErasures = async (
  { sql }: { readonly sql: Sql },
  workspaceId: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ items: Erasure[]; next: string | null }> => {
  const [at, id] = decodeCursor(cursorSchema, cursor) ?? [null, null];
  const rows = await sql.query<ErasureRow>(text.selectErasures, [workspaceId, at, id, limit + 1]);
  const items = rows.slice(0, limit).map(viewErasure);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, next: last ? encodeCursor([last.requestedAt, last.id]) : null };
};

const unknown = () => new DomainError('erasure.unknown', 404, 'There is no such erasure.');

/** @throws DomainError erasure.unknown (404) */
export const readErasure = async (
  { sql }: { readonly sql: Sql },
  workspaceId: string,
  id: string,
): Promise<Erasure> => {
  const rows = UUID.test(id) ? await sql.query<ErasureRow>(text.selectErasure, [workspaceId, id]) : [];
  if (!rows[0]) throw unknown();
  return viewErasure(rows[0]);
};

/**
 * Lets somebody who was erased come back: their identifiers are no longer refused. What was erased stays erased.
 * @throws DomainError customer.unknown (404)
 */
export const allowAgain = async (
  { operational }: { readonly operational: OperationalStore },
  workspaceId: string,
  identifier: string,
): Promise<Erasure> => {
  const { id, state } = await findErasure({ sql: operational }, workspaceId, identifier);
  if (state !== 'done' && state !== 'compacting')
    throw new DomainError(
      'erasure.under_way',
      409,
      'This customer is being erased: allow them again once that is done.',
    );
  return operational.transaction(async (sql) => {
    await sql.query(text.deleteHashes, [workspaceId, id]);
    const [row] = await sql.query<ErasureRow>(text.markAllowed, [workspaceId, id]);
    if (!row) throw unknown();
    return viewErasure(row);
  });
};
