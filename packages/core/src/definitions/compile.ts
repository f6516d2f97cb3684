import { EVENT_OF_TYPE } from '../interaction/interaction.js';
import { compileModel } from '../lifecycle/compile.js';
import type { Model } from '../lifecycle/schema.js';
import { compileReference } from './compileReference.js';
import { type Compiled, compileMoments, compilePersonas, compileSegment, type Setting } from './compileTracks.js';
import { eventsOf, type Gathered, listeningOf, nothingGathered, type Registered } from './gather.js';
import type { CompiledTrack, Hearing, Listening, Pool, PoolListening, Program } from './program.js';
import { inOrderOfReference, nodesOf } from './references.js';
import { type Definitions, noDefinitions } from './schema.js';

const compileAll = (
  { segments, personas, moments, models }: Definitions,
  setting: Setting,
  gathered: Gathered,
): Compiled[] => [
  ...segments.map((segment) => compileSegment(segment, setting, gathered)),
  ...(personas ? [compilePersonas(personas, setting, gathered)] : []),
  ...(moments.length > 0 ? [compileMoments(moments, setting, gathered)] : []),
  ...models.map((model) => compileModel(model, { zone: setting.zone, key: setting.keyOf(model.id) }, gathered)),
];

/** Below this, looking at all tracks costs less than knowing at which to look. */
const FEW = 12;
const IDENTIFIED = EVENT_OF_TYPE.identify;

/** An event does something where it is listened to, and where whatever is done counts. */
const hearingOf = (
  tracks: readonly CompiledTrack[],
  event: string,
  heard: readonly (Listening | undefined)[],
): Hearing => {
  const on = tracks.map(({ watchesSilence, per, readsTraits, momentous }, index) => {
    const always = watchesSilence || per !== null;
    return always || heard[index] !== undefined || momentous.has(event) || (readsTraits && event === IDENTIFIED);
  });
  return { tracks: on.flatMap((hears, index) => (hears ? [index] : [])), on };
};

/** What segments share, with the tracks that ask each part of it. */
const poolOf = (compiled: readonly Compiled[], pool: Registered): Pool => {
  const asking = (asks: (one: NonNullable<Compiled['asks']>) => boolean): number[] =>
    compiled.flatMap((one, index) => (one.asks && asks(one.asks) ? [index] : []));
  const heard = (event: string): [string, PoolListening][] => {
    const listening = listeningOf(pool, event);
    const mark = pool.marks.findIndex((one) => one.event === event);
    return listening ? [[event, { ...listening, asking: asking(({ marks }) => marks.has(mark)) }]] : [];
  };
  return {
    leaves: pool.leaves.map(({ leaf }, at) => ({ leaf, tracks: asking(({ leaves }) => leaves.includes(at)) })),
    starts: pool.leaves.map(({ leaf }) => leaf.start),
    marks: pool.marks.length,
    listening: new Map([...new Set(eventsOf(pool))].flatMap(heard)),
  };
};

/** How stored definitions differ from drafts: the keys of their rows, and which set of them it is. */
export interface Stored {
  readonly keyOf?: (track: string) => string;
  readonly generation?: number;
  /** Up to how many tracks all are looked at, whatever is heard. */
  readonly few?: number | undefined;
}

/**
 * Compiles all definitions of a workspace; `zone` is its IANA time zone.
 * @throws RangeError on definitions that checkDefinitions refuses: a circle, a clause that leads nowhere
 */
export const compileDefinitions = (
  definitions: Definitions,
  zone: string,
  { keyOf = (track) => track, generation = 0, few = FEW }: Stored = {},
): Program => {
  const sorted = inOrderOfReference(nodesOf(definitions));
  if ('circle' in sorted) throw new RangeError(`definitions ask each other in a circle: ${sorted.circle.join(' → ')}`);
  const gathered = nothingGathered();
  const placeOf = new Map(sorted.order.map((track, place) => [track, place]));
  const compiled = compileAll(definitions, { zone, keyOf }, gathered).sort(
    (a, b) => (placeOf.get(a.track.id) ?? 0) - (placeOf.get(b.track.id) ?? 0),
  );
  const tracks = compiled.map(({ track }) => track);
  const references = gathered.references.map((rule) => compileReference(rule, tracks));
  const events = new Set([
    IDENTIFIED,
    ...compiled.flatMap(({ track, registered }) => [...eventsOf(registered), ...track.momentous]),
  ]);
  const pool = poolOf(compiled, gathered.pool);
  const listening = new Map(
    [...events].map((event) => [event, compiled.map(({ registered }) => listeningOf(registered, event))] as const),
  );
  return {
    generation,
    tracks,
    pool,
    events: [...new Set([...events, ...pool.listening.keys()])],
    references,
    askedOf: tracks.map((_, index) => references.flatMap(({ track }, at) => (track === index ? [at] : []))),
    listening,
    hearing: new Map([...listening].map(([event, heard]) => [event, hearingOf(tracks, event, heard)])),
    hearingAll: hearingOf(tracks, '', []),
    isSmall: tracks.length <= few,
    everywhere: [...tracks.keys()],
    traits: gathered.traits,
    needs: {
      byEvent: new Map([...gathered.byEvent].map(([event, paths]) => [event, [...paths]])),
      every: [...new Set(definitions.models.flatMap(({ per }) => (per === undefined ? [] : [per])))],
    },
  };
};

/** Compiles lifecycle models alone. */
export const compileModels = (models: readonly Model[], zone: string, stored: Stored = {}): Program =>
  compileDefinitions({ ...noDefinitions, models }, zone, stored);
