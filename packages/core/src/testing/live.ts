import type { Program } from '../definitions/program.js';
import { type Fact, toFact } from '../interaction/fact.js';
import {
  advance,
  type Changes,
  type Customer,
  foldHistory,
  newCustomer,
  receive,
  revive,
  serialise,
} from '../position/customer.js';
import { Seen } from '../position/seen.js';
import type { Movement } from '../position/types.js';
import type { LiveStep } from './arbitraryDeliveries.js';

/** A customer followed live, with what an engine keeps beside: the ids seen, the history, the movements told of so far. */
export interface Followed {
  readonly customer: Customer;
  readonly seen: Seen;
  readonly history: readonly Fact[];
  readonly movements: ReadonlyMap<string, Movement>;
  /** How often history was asked for. */
  readonly refolds: number;
}

export const beginning = (program: Program): Followed => ({
  customer: newCustomer(program),
  seen: Seen.empty(),
  history: [],
  movements: new Map(),
  refolds: 0,
});

const keyOf = ({ model, value, at }: Movement): string => JSON.stringify([model, value, at]);

const told = (movements: ReadonlyMap<string, Movement>, { added, removed }: Changes): Map<string, Movement> => {
  const next = new Map(movements);
  for (const movement of removed) next.delete(keyOf(movement));
  for (const movement of added) next.set(keyOf(movement), movement);
  return next;
};

const take = (program: Program, followed: Followed, step: Extract<LiveStep, { do: 'receive' }>): Followed => {
  const seen = Seen.fromBytes(followed.seen.toBytes());
  const facts = step.interactions
    .filter(({ messageId }) => seen.add(messageId))
    .map((one) => toFact(program.needs, one));
  const history = [...followed.history, ...facts];
  const received = receive(program, followed.customer, facts);
  if (received) {
    return {
      ...followed,
      seen,
      history,
      customer: received.customer,
      movements: told(followed.movements, received.changes),
    };
  }
  const { customer, movements } = foldHistory(program, history, followed.customer.advancedTo);
  const whole = new Map(movements.map((movement) => [keyOf(movement), movement]));
  return { customer, seen, history, movements: whole, refolds: followed.refolds + 1 };
};

const wake = (followed: Followed, now: number): Followed => {
  const { customer, changes } = advance(followed.customer, now);
  return { ...followed, customer, movements: told(followed.movements, changes) };
};

/** What one step makes of a followed customer; `save` and `crash` are for `follow`. */
export const stepLive = (program: Program, followed: Followed, step: LiveStep): Followed =>
  step.do === 'receive' ? take(program, followed, step) : step.do === 'advance' ? wake(followed, step.now) : followed;

/** [KEEP-3] Everything in memory is lost but the text; the rest is what the stores hold. */
const reread = (program: Program, followed: Followed, text: string): Followed => ({
  ...followed,
  customer: revive(program, text) as Customer,
});

/** Follows a customer through every step. After a crash what came since the last save comes again, in one batch. */
export const follow = (program: Program, steps: readonly LiveStep[]): Followed => {
  let followed = beginning(program);
  let saved = { followed, text: serialise(followed.customer) };
  let since: LiveStep[] = [];
  for (const step of steps) {
    if (step.do === 'save') {
      saved = { followed, text: serialise(followed.customer) };
      since = [];
    } else if (step.do === 'crash') {
      followed = reread(program, saved.followed, saved.text);
      const again = since.flatMap((one) => (one.do === 'receive' ? one.interactions : []));
      followed = stepLive(program, followed, { do: 'receive', interactions: again });
    } else {
      followed = stepLive(program, followed, step);
      since.push(step);
    }
  }
  return followed;
};
