import type { Needs } from '../interaction/fact.js';
import type { Relationship } from '../position/relationship.js';
import type { CompiledRule, TraitLeaf } from '../rule/compile.js';
import type { WhereTest } from '../rule/condition.js';
import type { Leaf } from '../rule/leaf.js';
import type { Marks } from '../rule/marks.js';
import type { Moment } from './schema.js';
import type { TrackKind } from './track.js';

/** The stage (by index) whose rules ask, and whether a leave clause does. */
export interface Place {
  readonly stage: number;
  readonly inLeave: boolean;
}
export interface PlacedLeaf extends Place {
  readonly leaf: Leaf<never>;
}

/** What one event sets and counts on a track. */
export interface Listening {
  readonly marks: Marks;
  readonly leaves: readonly number[];
}

/** The tracks on which an event may do something: ascending, and by index. */
export interface Hearing {
  readonly tracks: readonly number[];
  readonly on: readonly boolean[];
}

/** A way out of where a customer stands: into a higher stage, or by a clause of the stage they leave. */
export interface Move extends Place {
  readonly when: CompiledRule;
  /** The rank it leads to; 0 is out of the track. */
  readonly to: number;
  readonly cycle: boolean;
  readonly rule: { readonly on: 'enter' } | { readonly on: 'leave'; readonly clause: number };
}

export interface CompiledStage {
  readonly id: string;
  readonly enter: Move;
  readonly leave: readonly Move[];
}

/** A moment of truth with its conditions compiled; `provided` holds always where none is given. */
export interface CompiledMoment {
  readonly moment: Moment;
  readonly matches: WhereTest;
  readonly provided: CompiledRule | null;
}

/** A leaf that segments share, and the tracks that ask it. */
export interface PooledLeaf {
  readonly leaf: Leaf<never>;
  readonly tracks: readonly number[];
}

/** What one event sets and counts in the pool; `asking` are the tracks that ask whether it was ever done. */
export interface PoolListening extends Listening {
  readonly asking: readonly number[];
}

/** The leaves and marks that all segments share: none of them ever forgets, so that they count the same for all. */
export interface Pool {
  readonly leaves: readonly PooledLeaf[];
  readonly starts: readonly unknown[];
  /** How many marks there are. */
  readonly marks: number;
  readonly listening: ReadonlyMap<string, PoolListening>;
}

/** What a customer holds a position on: a lifecycle model, a segment (one stage), the personas (a stage each), the moments of truth (none). */
export interface CompiledTrack {
  /** The definition it is of, as references name it. */
  readonly id: string;
  /** What its positions and movements are stored under; another for each saved version. */
  readonly key: string;
  readonly kind: TrackKind;
  readonly per: string | null;
  /** By rank − 1. */
  readonly stages: readonly CompiledStage[];
  readonly moments: readonly CompiledMoment[];
  /** The events that may be one of them. */
  readonly momentous: ReadonlySet<string>;
  readonly leaves: readonly PlacedLeaf[];
  /** What leaves and floors begin with. */
  readonly starts: readonly unknown[];
  readonly noFloors: readonly number[];
  /** How many marks there are. */
  readonly marks: number;
  /** By stage: the marks its rules ask for. */
  readonly marksOfStage: readonly Marks[];
  readonly readsTraits: boolean;
  /** Whether some rule waits for silence of any kind, so that every interaction matters. */
  readonly watchesSilence: boolean;
  /** Whether its rules ask the pool instead of leaves and marks of its own. */
  readonly pooled: boolean;
  /** Whether nothing can come of it before one of its events is heard: nobody need stand here until then. */
  readonly lazy: boolean;
  /** The reference that must hold for a customer to stand here; null where anybody may. */
  readonly bound: number | null;
  /** [SEG-3] Evaluated once at an instant of interactions, what time alone changes there included: all but models bound to nobody. */
  readonly once: boolean;
  /** By current rank: the references that can move a customer from there. */
  readonly asks: readonly (readonly number[])[];
  /** By current rank: of the leaves that can move a customer from there, those whose answer time alone can change. */
  readonly timed: readonly (readonly number[])[];
  /** By current rank and leaf: whether it can move a customer from there. */
  readonly matters: readonly (readonly boolean[])[];
  /** By current rank: the marks that can. */
  readonly marksThatMatter: readonly Marks[];
  /** By current rank: of those, the ones that wait for silence of any kind. */
  readonly silences: readonly (readonly number[])[];
}

/** As much of a customer as references ask about. */
export interface Situated {
  readonly relationship: Relationship;
  /** By track, then by value. */
  readonly standings: readonly (readonly {
    readonly rank: number;
    readonly velocity: number;
    readonly velocityAt: number;
  }[])[];
}

/** A question about another track, asked of the customer as they stand. */
export interface Reference {
  /** The index of the track asked. */
  readonly track: number;
  /** Whether it holds at `now`, and from when on (ms) it is otherwise by time alone. */
  readonly answer: (customer: Situated, now: number) => { readonly holds: boolean; readonly until: number };
}

/** Definitions compiled together for one workspace; pure data and functions, shared by all customers. */
export interface Program {
  /** Which set of definitions of its workspace this is; states of another do not fit. */
  readonly generation: number;
  /** In the order in which they are evaluated [REF-2]. */
  readonly tracks: readonly CompiledTrack[];
  readonly pool: Pool;
  /** Every event that some rule or moment names: of others, only that something was done counts. */
  readonly events: readonly string[];
  readonly references: readonly Reference[];
  /** By track: the references that ask it. */
  readonly askedOf: readonly (readonly number[])[];
  /** By event, then by track: what it does there. Events no rule names are absent. */
  readonly listening: ReadonlyMap<string, readonly (Listening | undefined)[]>;
  /** By event: on which tracks it may do something; `hearingAll` for an event no rule names. */
  readonly hearing: ReadonlyMap<string, Hearing>;
  readonly hearingAll: Hearing;
  /** Whether there are so few tracks that looking at all of them costs less than knowing at which to look. */
  readonly isSmall: boolean;
  /** The indexes of all tracks. */
  readonly everywhere: readonly number[];
  readonly traits: readonly TraitLeaf[];
  readonly needs: Needs;
}
