import type { Journey } from './journey.js';

/** Orders a chain can have: how many touches back the next step depends on. */
export const MARKOV_ORDERS = [1, 2, 3] as const;
export type MarkovOrder = (typeof MARKOV_ORDERS)[number];

interface Leaving {
  readonly touches: readonly string[];
  readonly to: Map<string, number>;
  all: number;
  conversions: number;
  value: number;
}

/** How often journeys went from each state to the next, while they are counted; a state is the last `order` touches. */
export interface Transitions {
  readonly order: MarkovOrder;
  readonly states: Map<string, Leaving>;
}

/** Separates touches in a key; no touch holds it, as NUL is refused at acceptance. */
const BETWEEN = '\u0000';

export const noTransitions = (order: MarkovOrder): Transitions => ({ order, states: new Map() });

const stateOf = ({ states }: Transitions, touches: readonly string[]): [string, Leaving] => {
  const key = touches.join(BETWEEN);
  const known = states.get(key);
  if (known) return [key, known];
  const made = { touches, to: new Map(), all: 0, conversions: 0, value: 0 };
  states.set(key, made);
  return [key, made];
};

/** Counts a journey in: it starts from no touch, and ends in a conversion or in none. Without touches it tells nothing. */
export const addJourney = (transitions: Transitions, journey: Journey): void => {
  const times = journey.conversions + journey.nulls;
  if (times === 0 || journey.touches.length === 0) return;
  let [, at] = stateOf(transitions, []);
  let last: readonly string[] = [];
  for (const touch of journey.touches) {
    last = [...last, touch].slice(-transitions.order);
    const [key, next] = stateOf(transitions, last);
    at.to.set(key, (at.to.get(key) ?? 0) + times);
    at.all += times;
    at = next;
  }
  at.all += times;
  at.conversions += journey.conversions;
  at.value += journey.value;
};

/** The chain of transition probabilities as a sparse matrix by rows; state 0 is the start. What is missing to 1 is absorbed. */
export interface Chain {
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly probabilities: Float64Array;
  /** The chance of staying, which is none of the entries above. */
  readonly staying: Float64Array;
  /** Chance of converting at once, and what it is worth. */
  readonly converting: Float64Array;
  readonly worth: Float64Array;
  /** The channel of each state's newest touch; −1 for the start. */
  readonly channelOf: Int32Array;
  readonly channels: readonly string[];
}

/** Probabilities are relative frequencies, the maximum likelihood estimate. */
export const chainOf = ({ states }: Transitions): Chain => {
  const keys = new Map([...states.keys()].map((key, at) => [key, at]));
  const channels = [...new Set([...states.values()].flatMap(({ touches }) => touches.slice(-1)))].sort();
  const numbers = new Map(channels.map((channel, at) => [channel, at]));
  const size = states.size;
  const entries = [...states.values()].reduce((sum, { to }) => sum + to.size, 0);
  const chain = {
    starts: new Int32Array(size + 1),
    columns: new Int32Array(entries),
    probabilities: new Float64Array(entries),
    staying: new Float64Array(size),
    converting: new Float64Array(size),
    worth: new Float64Array(size),
    channelOf: new Int32Array(size),
    channels,
  };
  let at = 0;
  for (const [row, { touches, to, all, conversions, value }] of [...states.values()].entries()) {
    chain.channelOf[row] = numbers.get(touches.at(-1) ?? '') ?? -1;
    if (touches.length === 0) chain.channelOf[row] = -1;
    chain.converting[row] = conversions / all;
    chain.worth[row] = value / all;
    for (const [key, times] of to) {
      const column = keys.get(key) as number;
      if (column === row) chain.staying[row] = times / all;
      else {
        chain.columns[at] = column;
        chain.probabilities[at++] = times / all;
      }
    }
    chain.starts[row + 1] = at;
  }
  return chain;
};
