import type { JsonObject } from '../interaction/interaction.js';
import type { Condition, Rule } from '../rule/schema.js';

/** What a flow has to know of a customer to go on. */
export type Question =
  | { readonly kind: 'rule'; readonly rule: Rule }
  /** Whether they did something since an instant (ms). */
  | {
      readonly kind: 'done';
      readonly event: string;
      readonly where?: readonly Condition[] | undefined;
      readonly since: number;
    }
  /** How many messages of flows they had since an instant. */
  | { readonly kind: 'sent'; readonly since: number };

export type Answer = boolean | number;

/** Work that asks as it goes; whoever runs it answers many at once. */
export type Asking<T> = Generator<Question, T, Answer>;

/** What is known of a customer from the beginning. */
export interface Known {
  /** The customer's IANA zone, the workspace's where they have none. */
  readonly zone: string;
  readonly traits: JsonObject;
}

/** Runs to its end what asks, by a function that answers. */
export const answered = <T>(asking: Asking<T>, answer: (question: Question) => Answer): T => {
  let step = asking.next();
  while (!step.done) step = asking.next(answer(step.value));
  return step.value;
};
