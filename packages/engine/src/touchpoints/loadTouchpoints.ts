import { readTouchpoints, TOUCHPOINT_PRESETS, type Touchpoints, type touchpointsViewSchema } from '@parcours/core';
import type { z } from 'zod';
import type { Sql } from '../ports.js';
import { selectCatalogue } from './touchpoints.sql.js';

export type TouchpointsView = z.infer<typeof touchpointsViewSchema>;

/** The catalogue of touch points a workspace has: its own, or the presets. */
export const loadTouchpoints = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<TouchpointsView> => {
  const [row] = await sql.query<{ version: number; definition: Touchpoints | null }>(selectCatalogue, [workspaceId]);
  // What an earlier version saved is read by today's schema; one it refuses would be worse than the presets.
  const reading = row?.definition ? readTouchpoints(row.definition) : null;
  const own = reading && 'ok' in reading ? reading.ok : null;
  return { catalogue: own ?? TOUCHPOINT_PRESETS, version: row?.version ?? 0, presets: own === null };
};
