import { belongingOf } from '../customers/filters.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import type { FitPorts } from './keptFits.js';

/** Only those of a persona, or in a segment, now. */
export interface People {
  readonly persona?: string | undefined;
  readonly segment?: string | undefined;
}

/**
 * The places where these people stand: tracks, and the stage on each.
 * @throws DomainError persona.unknown, segment.unknown (404)
 */
export const placesOf = async (
  { operational: sql }: FitPorts,
  workspaceId: string,
  { persona, segment }: People,
): Promise<[tracks: string[], stages: string[]]> => {
  if (persona === undefined && segment === undefined) return [[], []];
  const places = belongingOf(await loadDefinitions({ sql }, workspaceId), { persona, segment });
  return [places.map(({ track }) => track), places.map(({ stage }) => stage)];
};
