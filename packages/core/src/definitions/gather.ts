import type { Collector, TraitLeaf } from '../rule/compile.js';
import { noChange } from '../rule/leaf.js';
import { marksOf } from '../rule/marks.js';
import type { ReferenceRule } from '../rule/schema.js';
import { type Count, shareCount } from '../rule/shareCount.js';
import type { CompiledTrack, Listening, Place, PlacedLeaf } from './program.js';

interface PlacedMark extends Place {
  readonly event: string;
}
interface PlacedReference extends Place {
  readonly index: number;
}

/** What the rules of all tracks register while they compile. */
export interface Gathered {
  readonly traits: TraitLeaf[];
  readonly references: ReferenceRule[];
  readonly byEvent: Map<string, Set<string>>;
  readonly counts: Map<string, Count>;
  /** What the segments that can be pooled register, all of them together. */
  readonly pool: Registered;
}

/** What the rules of one track register; what stands before `from` is other tracks'. */
export interface Registered {
  readonly from?: number;
  readonly leaves: PlacedLeaf[];
  readonly marks: PlacedMark[];
  readonly references: PlacedReference[];
}

export const nothingRegistered = (): Registered => ({ leaves: [], marks: [], references: [] });
export const nothingGathered = (): Gathered => ({
  traits: [],
  references: [],
  byEvent: new Map(),
  counts: new Map(),
  pool: nothingRegistered(),
});

/** The index of a reference; the same question is asked once. */
export const gatherReference = ({ references }: Gathered, rule: ReferenceRule): number => {
  const text = JSON.stringify(rule);
  const known = references.findIndex((other) => JSON.stringify(other) === text);
  return known === -1 ? references.push(rule) - 1 : known;
};

export const gatherNeed = ({ byEvent }: Gathered, event: string, path: string): void => {
  byEvent.set(event, (byEvent.get(event) ?? new Set()).add(path));
};

/** Where the leaves of the rules of one place go. */
export const collectorInto = (
  { leaves, marks, references }: Registered,
  gathered: Gathered,
  { stage, inLeave }: Place,
): Collector => ({
  leaf: (leaf) => leaves.push({ leaf: shareCount(leaf, gathered.counts), stage, inLeave }) - 1,
  mark: (event) => {
    const known = marks.findIndex((mark) => mark.event === event && mark.stage === stage && mark.inLeave === inLeave);
    return known === -1 ? marks.push({ event, stage, inLeave }) - 1 : known;
  },
  trait: (trait) => gathered.traits.push(trait) - 1,
  reference: (rule) => {
    const index = gatherReference(gathered, rule);
    references.push({ index, stage, inLeave });
    return index;
  },
  need: (event, path) => gatherNeed(gathered, event, path),
});

const indexesOf = <Value>(values: readonly Value[], test: (value: Value, at: number) => boolean): number[] =>
  values.flatMap((value, at) => (test(value, at) ? [at] : []));

/** What one event does on the track these were registered for; undefined where it does nothing. */
export const listeningOf = ({ leaves, marks }: Registered, event: string): Listening | undefined => {
  const heard = {
    marks: marksOf(indexesOf(marks, (mark) => mark.event === event)),
    leaves: indexesOf(leaves, ({ leaf }) => leaf.events.includes(event)),
  };
  return heard.marks.length + heard.leaves.length > 0 ? heard : undefined;
};

export const eventsOf = ({ leaves, marks }: Registered): string[] => [
  ...leaves.flatMap(({ leaf }) => leaf.events),
  ...marks.map(({ event }) => event),
];

type Own = Pick<
  CompiledTrack,
  'id' | 'key' | 'kind' | 'per' | 'stages' | 'moments' | 'readsTraits' | 'bound' | 'lazy' | 'pooled'
>;

/** How the fold finds what matters on a track that counts for itself. */
const countingOf = (
  { stages }: Own,
  { leaves, marks }: Registered,
  ranks: readonly number[],
  canMoveFrom: (place: Place, rank: number) => boolean,
) => ({
  starts: leaves.map(({ leaf }) => leaf.start),
  marks: marks.length,
  marksOfStage: stages.map((_, index) => marksOf(indexesOf(marks, ({ stage }) => stage === index))),
  matters: ranks.map((rank) => leaves.map((leaf) => canMoveFrom(leaf, rank))),
  marksThatMatter: ranks.map((rank) => marksOf(indexesOf(marks, (mark) => canMoveFrom(mark, rank)))),
});
/** The pool does. */
const COUNTING_NOTHING = { starts: [], marks: 0, marksOfStage: [], matters: [], marksThatMatter: [] };

/** A track with the indexes by which the fold finds what matters from where; `canMoveFrom` says so of a place and a rank. */
export const indexTrack = (
  own: Own,
  registered: Registered,
  canMoveFrom: (place: Place, rank: number) => boolean,
): CompiledTrack => {
  const { from = 0, leaves, references } = registered;
  const ranks = [0, ...own.stages.map((_, index) => index + 1)];
  const relevant = ranks.map((rank) => indexesOf(leaves, (leaf, at) => at >= from && canMoveFrom(leaf, rank)));
  const always = own.bound === null ? [] : [own.bound];
  return {
    ...own,
    ...(own.pooled ? COUNTING_NOTHING : countingOf(own, registered, ranks, canMoveFrom)),
    once: own.kind !== 'model' || own.bound !== null,
    momentous: new Set(own.moments.map(({ moment }) => moment.event)),
    leaves,
    watchesSilence: leaves.some(({ leaf }) => leaf.events.length === 0),
    noFloors: own.stages.map(() => Number.NEGATIVE_INFINITY),
    asks: ranks.map((rank) => [
      ...new Set([...always, ...references.filter((one) => canMoveFrom(one, rank)).map(({ index }) => index)]),
    ]),
    timed: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.nextChange !== noChange)),
    silences: relevant.map((indexes) => indexes.filter((at) => leaves[at]?.leaf.events.length === 0)),
  };
};
