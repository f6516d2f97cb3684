import type { Period } from '../page/period.js';
import { type Question, write } from './question.js';

/** A question asked of a workspace, over a period. */
export interface Place extends Period {
  readonly workspaceId: string;
  readonly question: Question;
}

/** An answer, and the instant (ms) it was measured at. */
export interface Measured {
  readonly answer: object;
  readonly at: number;
}

/** The key of an answer in the store. */
export const keyOf = ({ workspaceId, question, from, to }: Place) => [workspaceId, write(question), from, to] as const;

/** Measures, unless somebody does just now. */
export type Once = (place: Place, readAt?: number | null) => Promise<Measured>;
