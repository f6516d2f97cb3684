import type { Sql } from '../ports.js';
import { deleteRejected, readRejectedPage } from './erasure.sql.js';

const PAGE = 200;
/** A text this long is told apart from others wherever it stands. */
const TELLING = 8;

const quoted = (value: string): string => JSON.stringify(value).slice(1, -1);

const holds = (value: unknown, named: ReadonlySet<string>): boolean => {
  if (typeof value === 'string') return named.has(value) || named.has(value.toLowerCase());
  if (typeof value === 'number') return named.has(String(value));
  if (Array.isArray(value)) return value.some((one) => holds(one, named));
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => holds(one, named));
};

const parsed = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
};

/** A payload is JSON, or was cut or never was: then only a whole quoted text, or one that cannot be anything else, tells. */
const names = (payload: string, named: ReadonlySet<string>): boolean => {
  const value = parsed(payload);
  if (value !== undefined && holds(value, named)) return true;
  const low = payload.toLowerCase();
  return [...named].some(
    (one) =>
      (one.length >= TELLING && low.includes(quoted(one).toLowerCase())) ||
      (value === undefined && payload.includes(`"${quoted(one)}"`)),
  );
};

/** Removes the refused events that hold one of these identifiers. */
export const eraseRejected = async (sql: Sql, workspaceId: string, identifiers: readonly string[]): Promise<void> => {
  if (identifiers.length === 0) return;
  const named = new Set(identifiers.flatMap((one) => [one, one.toLowerCase()]));
  const parts = [...new Set(identifiers.flatMap((one) => [one, quoted(one)]).map((part) => part.toLowerCase()))];
  for (let after = 0; ; ) {
    const page = await sql.query<{ id: number; message: string; payload: string; context: string }>(readRejectedPage, [
      workspaceId,
      after,
      parts,
      PAGE,
    ]);
    const theirs = page.filter(({ message, payload, context }) =>
      [payload, message, context].some((text) => names(text, named)),
    );
    if (theirs.length > 0) await sql.query(deleteRejected, [theirs.map(({ id }) => id)]);
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
};
