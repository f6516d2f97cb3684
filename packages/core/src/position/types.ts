/** Kinds of movement between the stages of a model: see MOVE-* in SPEC.md. */
export const MOVEMENT_KINDS = ['enter', 'advance', 'skip', 'regress', 'lapse', 'cycle', 'return'] as const;
// biome-ignore format: one row
/** How customers may be asked to have moved in a period; what each means is told where it is asked. */
export const MOVED = ['forward', 'back', 'entered', 'fellIn', 'arrived', 'onward', 'regressed', 'lapsed', 'looped'] as const;

/** Other changes: out of a segment or a bound model, from one persona to another, and what a moment of truth did. */
export const CHANGE_KINDS = ['leave', 'change', 'reinforce', 'weaken', 'break'] as const;
export type StageMovementKind = (typeof MOVEMENT_KINDS)[number];
export type MovementKind = StageMovementKind | (typeof CHANGE_KINDS)[number];
export const DIRECTIONS = ['advancing', 'steady', 'receding'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** What made a movement happen: an interaction, or silence or a window's end at a due instant. */
export type Cause =
  | { readonly by: 'interaction'; readonly messageId: string; readonly event: string }
  | { readonly by: 'time' };

/**
 * A change of stage. `at` in ms; `from` is null when the customer was unplaced, `to` when they are from now on. `delta` is the
 * ranks counted for velocity (a cycle counts +1). `rule` says which rule held: the destination's `enter`, or clause n of `leave`.
 * `model` is the key of the track: a model's id, or that of a segment, the personas, the moments of truth (then `value` is the moment).
 */
export interface Movement {
  readonly model: string;
  readonly value: string;
  readonly at: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly kind: MovementKind;
  readonly delta: number;
  readonly cause: Cause;
  readonly rule: { readonly on: 'enter' } | { readonly on: 'leave'; readonly clause: number };
}

/** Where a customer stands on one model (and one value of its `per`). `velocity` was valid at `velocityAt` and decays from there. */
export interface Position {
  readonly model: string;
  readonly value: string;
  readonly stage: string;
  readonly rank: number;
  readonly since: number;
  readonly velocity: number;
  readonly velocityAt: number;
  readonly last: Movement;
}
