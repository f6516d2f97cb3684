import type { Interaction, Json, JsonObject } from '../interaction/interaction.js';
import {
  type Comparison,
  type Condition,
  isReference,
  type Quiet,
  type ReferenceRule,
  type Rule,
  type Sequence,
} from '../rule/schema.js';
import { addDuration, parseDuration } from '../time/duration.js';

/** What a rule is asked with. `history` and `identifies` are in ORDER-1 and hold nothing later than `now`. */
export interface Asking {
  readonly history: readonly Interaction[];
  readonly identifies: readonly Interaction[];
  readonly now: number;
  /** [STAGE-3] null when the stage has none. */
  readonly floor: number | null;
  /** Entry into the current stage, for a `leave` clause; null for an `enter` rule. */
  readonly entry: number | null;
  readonly zone: string;
  /** What other definitions answer; they hold never where none are there. */
  readonly answer?: (rule: ReferenceRule) => boolean;
}

export type LeafRule = Exclude<Rule, ReferenceRule | { all: Rule[] } | { any: Rule[] } | { not: Rule }>;

const sums = new Map<string, number>();
/** [TIME-3] with a memory, for the calendar is slow and asked the same things again and again. */
export const plus = (time: number, text: string, zone: string): number => {
  const key = `${time} ${text} ${zone}`;
  const known = sums.get(key);
  if (known !== undefined) return known;
  const duration = parseDuration(text);
  if (!duration) throw new Error(`no duration: ${text}`);
  const sum = addDuration(time, duration, zone);
  if (sums.size > 200_000) sums.clear();
  sums.set(key, sum);
  return sum;
};

export const leavesOf = (rule: Rule): LeafRule[] => {
  if ('all' in rule) return rule.all.flatMap(leavesOf);
  if ('any' in rule) return rule.any.flatMap(leavesOf);
  if ('not' in rule) return leavesOf(rule.not);
  return isReference(rule) ? [] : [rule];
};

/** Every duration a rule names. */
export const durationsOf = (rule: Rule): string[] =>
  leavesOf(rule).flatMap((leaf) => {
    if ('quiet' in leaf) return [leaf.quiet.for];
    if ('trait' in leaf || 'sequence' in leaf) return [];
    const { within } = Object.values(leaf)[0] as { within?: string };
    return within === undefined ? [] : [within];
  });

/** Whether a rule holds, by the definitions RULE-2 to RULE-12. */
export const holds = (rule: Rule, asking: Asking): boolean => {
  if ('all' in rule) return rule.all.every((part) => holds(part, asking));
  if ('any' in rule) return rule.any.some((part) => holds(part, asking));
  if ('not' in rule) return !holds(rule.not, asking);
  if (isReference(rule)) return asking.answer?.(rule) ?? false;
  if ('quiet' in rule) return isQuiet(rule.quiet, asking);
  if ('sequence' in rule) return isFollowed(rule.sequence, asking);
  if ('trait' in rule) return isTrait(rule.trait.name, rule.trait, asking);
  if ('did' in rule) {
    const { atLeast, atMost } = rule.did;
    return isWithin(
      BigInt(matches(rule.did, asking).length),
      1n,
      atLeast ?? (atMost === undefined ? 1 : 0),
      atMost,
      BigInt,
    );
  }
  return holdsOnProperty(rule, asking);
};

type PropertyRule = Exclude<
  LeafRule,
  { quiet: Quiet } | { sequence: Sequence } | { trait: unknown } | { did: unknown }
>;

const holdsOnProperty = (rule: PropertyRule, asking: Asking): boolean => {
  if ('distinct' in rule) {
    const { atLeast, atMost } = rule.distinct;
    const different = new Set(scalars(rule.distinct, asking));
    return isWithin(BigInt(different.size), 1n, atLeast, atMost, BigInt);
  }
  if ('first' in rule) return isPicked(scalars(rule.first, asking).at(0), rule.first);
  if ('last' in rule) return isPicked(scalars(rule.last, asking).at(-1), rule.last);
  const average = 'average' in rule;
  const named = average ? rule.average : rule.sum;
  const numbers = scalars(named, asking).filter((value) => typeof value === 'number');
  if (average && numbers.length === 0) return false;
  const total = numbers.reduce((sum, value) => sum + millionths(value), 0n);
  return isWithin(total, average ? BigInt(numbers.length) : 1n, named.atLeast, named.atMost, millionths);
};

/** [RULE-8] */
const isPicked = (value: Json | undefined, comparison: Comparison): boolean =>
  value !== undefined && compares(value, comparison);

const isWithin = (
  total: bigint,
  count: bigint,
  atLeast: number | undefined,
  atMost: number | undefined,
  exact: (bound: number) => bigint,
): boolean =>
  (atLeast === undefined || total >= exact(atLeast) * count) &&
  (atMost === undefined || total <= exact(atMost) * count);

interface Named {
  readonly event: string;
  readonly where?: readonly Condition[] | undefined;
  readonly within?: string | undefined;
}

/** [RULE-4] */
export const isMatch = (interaction: Interaction, named: Named): boolean =>
  interaction.event === named.event &&
  (named.where ?? []).every((condition) => compares(valueAt(interaction.properties, condition.property), condition));

/** [TIME-2] Matches above the floor whose window is open. */
const matches = (named: Named, { history, now, floor, zone }: Asking): Interaction[] =>
  history.filter(
    (interaction) =>
      isMatch(interaction, named) &&
      (floor === null || interaction.time > floor) &&
      (named.within === undefined || now < plus(interaction.time, named.within, zone)),
  );

const isScalar = (value: Json | undefined): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

const scalars = (named: Named & { property: string }, asking: Asking): (string | number | boolean)[] =>
  matches(named, asking)
    .map((interaction) => valueAt(interaction.properties, named.property))
    .filter(isScalar);

/** [RULE-9] */
const isQuiet = (quiet: Quiet, { history, now, floor, entry, zone }: Asking): boolean => {
  const counted = history.filter(
    (interaction) =>
      (quiet.event === undefined ? !interaction.outbound : interaction.event === quiet.event) &&
      (floor === null || interaction.time > floor),
  );
  const bases = [counted.at(-1)?.time ?? null, entry ?? floor].filter((base) => base !== null);
  return bases.length === 0 || plus(Math.max(...bases), quiet.for, zone) <= now;
};

/** [RULE-10] From each possible beginning, the earliest later match of each step ends soonest. */
const isFollowed = ({ steps, within }: Sequence, { history, floor, zone }: Asking): boolean => {
  const counted = history.filter((interaction) => floor === null || interaction.time > floor);
  return counted.some((first, start) => {
    if (!isMatch(first, steps[0] as Named)) return false;
    let at = start;
    for (const step of steps.slice(1)) {
      at = counted.findIndex((interaction, index) => index > at && isMatch(interaction, step));
      if (at < 0) return false;
    }
    return within === undefined || (counted[at] as Interaction).time < plus(first.time, within, zone);
  });
};

/** [RULE-11] [RULE-12] */
const isTrait = (name: string, comparison: Comparison, { identifies, floor }: Asking): boolean => {
  let current: Json | undefined;
  let truth = compares(current, comparison);
  let turned = Number.NEGATIVE_INFINITY;
  for (const { properties, time } of identifies) {
    const value = valueAt(properties, name);
    if (value !== undefined) current = value;
    const before = truth;
    truth = compares(current, comparison);
    if (truth && !before) turned = time;
  }
  return truth && (floor === null || turned > floor);
};

/** [RULE-2] */
export const valueAt = (properties: JsonObject, path: string): Json | undefined => {
  if (Object.hasOwn(properties, path)) return properties[path];
  let value: Json | undefined = properties;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key))
      return undefined;
    value = value[key];
  }
  return value;
};

/** [RULE-3] */
const compares = (value: Json | undefined, comparison: Comparison): boolean => {
  const { equals, notEquals, contains, startsWith, exists, gt, gte, lt, lte } = comparison;
  const number = (holdsFor: (value: number) => boolean): boolean => typeof value === 'number' && holdsFor(value);
  if (exists !== undefined && exists !== (value !== undefined && value !== null)) return false;
  if (equals !== undefined && value !== equals) return false;
  if (notEquals !== undefined && !(isScalar(value) && value !== notEquals)) return false;
  if (comparison.in !== undefined && !comparison.in.some((one) => one === value)) return false;
  if (contains !== undefined && !hasPart(value, contains)) return false;
  if (startsWith !== undefined && !(typeof value === 'string' && value.startsWith(startsWith))) return false;
  if (gt !== undefined && !number((one) => one > gt)) return false;
  if (gte !== undefined && !number((one) => one >= gte)) return false;
  if (lt !== undefined && !number((one) => one < lt)) return false;
  return lte === undefined || number((one) => one <= lte);
};

const hasPart = (value: Json | undefined, part: string): boolean =>
  Array.isArray(value)
    ? value.filter(isScalar).slice(0, 256).includes(part)
    : typeof value === 'string' && value.includes(part);

/** [RULE-7] Millionths of the shortest decimal text of a double, cut toward zero. */
export const millionths = (value: number): bigint => {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!found) throw new Error(`no number: ${value}`);
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  const shift = Number(exponent) - fraction.length + 6;
  const digits = BigInt(whole + fraction);
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : digits / 10n ** BigInt(-shift);
  return sign === '-' ? -size : size;
};
