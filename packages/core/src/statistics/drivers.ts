import { fitLogistic, type LogisticFit } from './logistic.js';
import { falseDiscoveryRates, twoSided } from './manyComparisons.js';
import { differenceOfShares, type Estimate, type Share } from './proportions.js';

/** What is held the same when those with a variable are compared with those without. */
export const CONFOUNDERS = ['activity', 'persona', 'month'] as const;
export type Confounder = (typeof CONFOUNDERS)[number];

/** People looked at, each list in their order, and which of them have each variable. */
export interface DriversTask {
  /** 1 for whom it happened to. */
  readonly happened: readonly number[];
  /** On how many days they did something before: what is compared adds little to it, being done on days like others. */
  readonly activity: readonly number[];
  readonly personas: readonly string[];
  /** When they entered, as months counted from any one. */
  readonly months: readonly number[];
  readonly variables: readonly {
    /** The places of those who have it. */
    readonly people: readonly number[];
    /** What must not be held the same, as it is the variable itself. */
    readonly itself?: Confounder | undefined;
  }[];
}

export interface Driver {
  readonly with: Share;
  readonly without: Share;
  /** How far apart the two shares are as they stand. */
  readonly plain: Estimate;
  /** What goes with it, the confounders the same: null where it, or its absence, decides the outcome entirely. */
  readonly adjusted: {
    readonly difference: Estimate;
    readonly odds: Estimate;
    readonly p: number;
    /** The share of false findings among all that are as clear as this one. */
    readonly q: number;
  } | null;
}

/** How a confounder was held the same; null where there was too little for it, or nothing to hold. */
export type Held = 'each' | 'trend' | null;
export interface DriversFound {
  readonly held: Readonly<Record<Confounder, Held>>;
  /** One for each variable; null where too few have it, or too few have it not. */
  readonly drivers: readonly (Driver | null)[];
}

/**
 * Ten outcomes of the rarer kind for each variable of a model (Peduzzi et al., "A simulation study of the number of events per
 * variable in logistic regression analysis", Journal of Clinical Epidemiology 49, 1996).
 */
export const EVENTS_EACH = 10;
/** For the variable and the activity before, the least that is told. */
export const ENOUGH_EVENTS = 2 * EVENTS_EACH;
/** Fewer people with a variable, or without it, are not compared. */
export const ENOUGH_PEOPLE = 10;
/** Groups with a smaller share of the people are taken together. */
const SMALL_GROUP = 0.05;

interface Column {
  readonly of: Confounder;
  readonly values: Float64Array;
}

/**
 * A column for each group but the most frequent one; none where there is one group. Groups that are small, or whose outcome is the
 * same for everybody, which no likelihood could tell from certain, are taken together, or with the most frequent.
 */
const groupColumns = (of: Confounder, groups: readonly (string | number)[], happened: readonly number[]): Column[] => {
  const sizes = new Map<string | number, { people: number; events: number }>();
  for (const [at, group] of groups.entries()) {
    const { people, events } = sizes.get(group) ?? { people: 0, events: 0 };
    sizes.set(group, { people: people + 1, events: events + (happened[at] as number) });
  }
  const isMixed = ({ people, events }: { people: number; events: number }): boolean => events > 0 && events < people;
  const large = [...sizes]
    .filter(([, size]) => size.people >= SMALL_GROUP * groups.length && isMixed(size))
    .sort(([a, many], [b, size]) => size.people - many.people || (a < b ? -1 : 1))
    .map(([group]) => group);
  const rest = { people: 0, events: 0 };
  for (const [group, { people, events }] of sizes) {
    if (large.includes(group)) continue;
    rest.people += people;
    rest.events += events;
  }
  const told = [...large.slice(1), ...(large.length > 0 && isMixed(rest) ? [null] : [])];
  return told.map((group) => ({
    of,
    values: Float64Array.from(groups, (own) => Number(group === null ? !large.includes(own) : own === group)),
  }));
};

const trendColumn = (of: Confounder, values: readonly number[]): Column[] =>
  new Set(values).size > 1 ? [{ of, values: Float64Array.from(values) }] : [];

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);

/** Keeps the columns that tell something those before do not (Gram–Schmidt, Golub & Van Loan 5.2.8); `basis` grows by them. */
const independentOf = (basis: Float64Array[], columns: readonly Column[]): Column[] =>
  columns.filter(({ values }) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const centred = values.map((value) => value - mean);
    const size = Math.sqrt(dot(centred, centred));
    let rest = centred;
    for (const one of basis) {
      const along = dot(rest, one);
      rest = rest.map((value, at) => value - along * (one[at] as number));
    }
    const left = Math.sqrt(dot(rest, rest));
    if (left <= 1e-6 * size) return false;
    basis.push(rest.map((value) => value / left));
    return true;
  });

/** Whether an outcome has a greatest likelihood on these alone: one that they decide has none, whatever is added. */
const isTellable = (columns: readonly Column[], outcome: readonly number[]): boolean => {
  const fit = fitLogistic({ variables: columns.map(({ values }) => values), outcome }, { only: 0 });
  return fit?.ridge === 0 && fit.converged;
};

/** As many as there are outcomes for, beside the variable itself: activity first, then persona, then the month of entry. */
const confoundersOf = (task: DriversTask, rarer: number): { columns: Column[]; held: Record<Confounder, Held> } => {
  const held: Record<Confounder, Held> = { activity: null, persona: null, month: null };
  const columns: Column[] = [];
  let room = Math.floor(rarer / EVENTS_EACH) - 1;
  const basis: Float64Array[] = [];
  const hold = (how: Held, asked: Column[]): boolean => {
    const [first] = asked;
    if (!first || asked.length > room) return false;
    const before = basis.length;
    const kept = independentOf(basis, asked);
    if (kept.length > 0 && !isTellable([...columns, ...kept], task.happened)) {
      basis.length = before;
      return false;
    }
    room -= kept.length;
    columns.push(...kept);
    held[first.of] = how;
    return true;
  };
  hold(
    'each',
    trendColumn(
      'activity',
      task.activity.map((count) => Math.log1p(count)),
    ),
  );
  hold('each', groupColumns('persona', task.personas, task.happened));
  if (!hold('each', groupColumns('month', task.months, task.happened)))
    hold('trend', trendColumn('month', task.months));
  return { columns, held };
};

/** The effect of the first variable of a fit; null where no greatest likelihood was found [separation]. */
const adjustedOf = (fit: LogisticFit | null): Omit<NonNullable<Driver['adjusted']>, 'q'> | null => {
  const effect = fit?.effects[0];
  if (!fit || !effect || fit.ridge > 0 || !fit.converged) return null;
  const { coefficient, error, low, high, difference } = effect;
  if (coefficient === null || error === null || low === null || high === null || difference === null) return null;
  return {
    difference,
    odds: { value: Math.exp(coefficient), low: Math.exp(low), high: Math.exp(high) },
    p: twoSided(coefficient / error),
  };
};

const sharesOf = (happened: readonly number[], column: Float64Array): [Share, Share] => {
  const counts = [0, 0, 0, 0];
  for (const [at, outcome] of happened.entries()) {
    const side = column[at] === 1 ? 0 : 2;
    counts[side] = (counts[side] as number) + 1;
    counts[side + 1] = (counts[side + 1] as number) + outcome;
  }
  const [have = 0, had = 0, lack = 0, lacked = 0] = counts;
  return [
    { of: have, events: had },
    { of: lack, events: lacked },
  ];
};

/**
 * What goes with an outcome: for each variable those who have it against those who have not, as they stand, and by a logistic
 * regression (fitLogistic) on the variable and the confounders as the average difference of the chance and as odds; with
 * false discovery rates over all of them. Null below ENOUGH_EVENTS of either outcome. What goes together need not cause.
 */
export const compareDrivers = (task: DriversTask): DriversFound | null => {
  const { happened, variables } = task;
  const events = happened.reduce((sum, one) => sum + one, 0);
  const rarer = Math.min(events, happened.length - events);
  if (rarer < ENOUGH_EVENTS) return null;
  const { columns, held } = confoundersOf(task, rarer);
  const found = variables.map(({ people, itself }) => {
    const column = new Float64Array(happened.length);
    for (const at of people) column[at] = 1;
    const [having, lacking] = sharesOf(happened, column);
    const plain = differenceOfShares(having, lacking);
    if (!plain || Math.min(having.of, lacking.of) < ENOUGH_PEOPLE) return null;
    const beside = columns.filter(({ of }) => of !== itself).map(({ values }) => values);
    const fit = fitLogistic({ variables: [column, ...beside], outcome: happened }, { only: 1 });
    return { with: having, without: lacking, plain, adjusted: adjustedOf(fit) };
  });
  const clear = found.flatMap((one) => (one?.adjusted ? [one.adjusted.p] : []));
  const rates = falseDiscoveryRates(clear);
  let next = 0;
  const drivers = found.map((one) =>
    one?.adjusted ? { ...one, adjusted: { ...one.adjusted, q: rates[next++] as number } } : (one as Driver | null),
  );
  return { held, drivers };
};
