import { z } from 'zod';
import { DomainError } from '../ports.js';

/** A cursor is opaque to callers: where the page before it ended, as base64url JSON. */
export const encodeCursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** @throws DomainError cursor.invalid (400) for anything but a cursor of this list */
export const decodeCursor = <T>(schema: z.ZodType<T>, cursor: string | undefined): T | null => {
  if (cursor === undefined || cursor === '') return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new DomainError('cursor.invalid', 400, 'This cursor is not one of this list: start again without it.');
  }
};

/** An instant a cursor may name: what both stores hold. */
export const cursorTime = z.number().int().min(0).max(4_102_444_800_000);
