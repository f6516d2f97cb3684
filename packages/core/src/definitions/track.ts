/**
 * What a customer holds a position on, by the key of its rows: a lifecycle model by its id, a segment, the personas
 * and the moments of truth by keys that no model can have.
 */
export const segmentTrack = (segment: string): string => `segment:${segment}`;
export const PERSONA_TRACK = 'persona:';
export const MOMENT_TRACK = 'moment:';
/** Where those stand who are in a segment. */
export const IN_SEGMENT = 'in';

/** Where those stand whose relationship is broken, or is not. */
export const BROKEN = 'broken';
export const WHOLE = 'whole';

export type TrackKind = 'model' | 'segment' | 'persona' | 'moment';

const PREFIXED = ['segment', 'persona', 'moment'] as const;

/** The kind of a track by its key. */
export const trackKind = (track: string): TrackKind => PREFIXED.find((kind) => track.startsWith(`${kind}:`)) ?? 'model';

/** The segment a track is of; null where it is of none. */
export const segmentOf = (track: string): string | null =>
  track.startsWith('segment:') ? track.slice('segment:'.length) : null;
