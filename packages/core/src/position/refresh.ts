import type { CustomerState, ReferenceState, Standing } from './standing.js';

/** [REF-3] Whoever a reference can move from where they stand is evaluated at this instant. */
const nudge = ({ program, standings }: CustomerState, reference: number): void => {
  for (let index = 0; index < program.tracks.length; index++) {
    const asks = program.tracks[index]?.asks;
    for (const standing of standings[index] as Standing[])
      if (asks?.[standing.rank]?.includes(reference)) standing.nudged = true;
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
    if (holds !== known.holds) nudge(state, at);
  }
};
