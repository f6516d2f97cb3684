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

/** The key of a track's rows from a set of definitions on: no id has an @ in it. */
export const trackKey = (track: string, generation: number): string => `${track}@${generation}`;

/** The track a key is of. */
export const trackOf = (key: string): string => {
  const at = key.indexOf('@');
  return at === -1 ? key : key.slice(0, at);
};

/** The kind of a track by its id or key. */
export const trackKind = (track: string): TrackKind => PREFIXED.find((kind) => track.startsWith(`${kind}:`)) ?? 'model';

/** The segment a track is of; null where it is of none. */
export const segmentOf = (track: string): string | null =>
  track.startsWith('segment:') ? track.slice('segment:'.length) : null;
