import type { Program } from '../definitions/program.js';
import type { CompiledRule } from '../rule/compile.js';
import type { Customer } from './customer.js';
import { evidenceOf, nextDue } from './evaluate.js';
import type { Standing } from './standing.js';

/** One rule that would move a customer on, and when time alone makes it hold; null when it takes an interaction. */
export interface Prospect {
  readonly model: string;
  readonly value: string;
  readonly to: string;
  readonly kind: 'up' | 'down' | 'cycle';
  readonly rule:
    | { readonly on: 'enter'; readonly stage: string }
    | { readonly on: 'leave'; readonly stage: string; readonly clause: number };
  readonly at: number | null;
}

interface Candidate {
  readonly when: CompiledRule;
  readonly stage: number;
  readonly inLeave: boolean;
  readonly prospect: Omit<Prospect, 'at'>;
}

const MOST_INSTANTS = 64;

const candidatesOf = ({ track, rank, value, common: { references } }: Standing): Candidate[] => {
  // [BIND-1] its rules move nobody who is not of the persona
  if (track.bound !== null && !references[track.bound]?.holds) return [];
  const common = { model: track.key, value };
  const current = track.stages[rank - 1];
  const leaving = (current?.leave ?? []).map(
    ({ when, to, cycle }, clause): Candidate => ({
      when,
      stage: rank - 1,
      inLeave: true,
      prospect: {
        ...common,
        to: track.stages[to - 1]?.id ?? '',
        kind: cycle ? 'cycle' : to < rank ? 'down' : 'up',
        rule: { on: 'leave', stage: current?.id ?? '', clause },
      },
    }),
  );
  const rising = track.stages.slice(rank).map(
    ({ id, enter }, above): Candidate => ({
      when: enter.when,
      stage: rank + above,
      inLeave: false,
      prospect: { ...common, to: id, kind: 'up', rule: { on: 'enter', stage: id } },
    }),
  );
  return [...leaving, ...rising];
};

/** The instants at which time alone changes an answer, were nothing else to happen. */
const instantsOf = (from: Standing): number[] => {
  const instants: number[] = [];
  const standing = { ...from };
  while (instants.length < MOST_INSTANTS) {
    const due = nextDue(standing);
    if (!Number.isFinite(due)) break;
    instants.push(due);
    standing.instant = due;
  }
  return instants;
};

/** What would change a customer's positions on models next: by doing, or by time alone with the instant (ms), other definitions staying as they are. */
export const forecast = (program: Program, customer: Customer): Prospect[] =>
  program.tracks.flatMap(({ kind }, index) =>
    (kind === 'model' ? (customer.head.standings[index] ?? []) : []).flatMap((standing) => {
      const instants = instantsOf(standing);
      return candidatesOf(standing).map(
        ({ when, stage, inLeave, prospect }): Prospect => ({
          ...prospect,
          at: instants.find((instant) => when.holds(evidenceOf(standing, stage, inLeave, instant))) ?? null,
        }),
      );
    }),
  );
