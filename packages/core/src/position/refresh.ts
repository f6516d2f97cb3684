import type { CustomerState, ReferenceState, Standing } from './standing.js';

/** [REF-3] Whoever a reference can move from where they stand is evaluated at this instant. */
const nudge = (state: CustomerState, reference: number): void => {
  const { program, standings } = state;
  for (let index = 0; index < program.tracks.length; index++) {
    const asks = program.tracks[index]?.asks;
    for (const standing of standings[index] as readonly Standing[]) {
      if (!asks?.[standing.rank]?.includes(reference)) continue;
      standing.nudged = true;
      if (!state.restless.includes(index)) state.restless.push(index);
    }
  }
};

/** Asks again, at `now`, what other definitions ask of this track. */
export const refreshReferences = (state: CustomerState, track: number, now: number): void => {
  const { program, common } = state;
  for (const at of program.askedOf[track] ?? []) {
    const { holds, until } = program.references[at]?.answer(state, now) ?? {
      holds: false,
      until: Number.POSITIVE_INFINITY,
    };
    const known = common.references[at] as ReferenceState;
    common.references[at] = { holds, until, since: holds && !known.holds ? now : known.since };
    state.due = Math.min(state.due, until);
    if (holds !== known.holds) nudge(state, at);
  }
};
