import { type Comparison, type Condition, isReference, type Rule } from '../rule/schema.js';
import { type Duration, parseDuration } from '../time/duration.js';
import type { Problem } from './problem.js';

type Path = readonly (string | number)[];

const MAX_RULE_DEPTH = 8;
const MAX_YEARS = 20;

const problem = (path: Path, code: string, en: string, fr: string): Problem => ({ path, code, message: { en, fr } });

const yearsOf = ({ months, days, ms }: Duration): number => months / 12 + (days + ms / 86_400_000) / 365.25;

const checkDuration = (text: string | undefined, path: Path): Problem[] => {
  if (text === undefined) return [];
  const duration = parseDuration(text);
  if (duration && yearsOf(duration) > 0 && yearsOf(duration) <= MAX_YEARS) return [];
  return [
    problem(
      path,
      'duration',
      `a duration above zero and of ${MAX_YEARS} years at most, such as P30D`,
      `une durée positive et de ${MAX_YEARS} ans au plus, P30D par exemple`,
    ),
  ];
};

interface Bounds {
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

const crossed = ({ atLeast, atMost }: Bounds): boolean =>
  atLeast !== undefined && atMost !== undefined && atLeast > atMost;

const checkBounds = (bounds: Bounds, path: Path): Problem[] =>
  crossed(bounds)
    ? [
        problem(
          [...path, 'atMost'],
          'bounds',
          `atMost (${bounds.atMost}) is below atLeast (${bounds.atLeast}): this can never hold`,
          `atMost (${bounds.atMost}) est inférieur à atLeast (${bounds.atLeast}) : cela ne peut jamais être vrai`,
        ),
      ]
    : [];

/** True when no value passes all the comparisons. */
const contradicts = ({
  equals,
  notEquals,
  in: among,
  exists,
  gt,
  gte,
  lt,
  lte,
  contains,
  startsWith,
}: Comparison): boolean => {
  const low = Math.max(gt ?? Number.NEGATIVE_INFINITY, gte ?? Number.NEGATIVE_INFINITY);
  const high = Math.min(lt ?? Number.POSITIVE_INFINITY, lte ?? Number.POSITIVE_INFINITY);
  const strict = low === gt || high === lt;
  if (low > high || (low === high && strict)) return true;
  const others = [equals, notEquals, among, gt, gte, lt, lte, contains, startsWith].some(
    (value) => value !== undefined,
  );
  if (exists === false && others) return true;
  if (equals !== undefined && (equals === notEquals || (among !== undefined && !among.includes(equals)))) return true;
  return typeof equals === 'number' && (equals < low || equals > high || (strict && (equals === gt || equals === lt)));
};

const checkComparison = (comparison: Comparison, path: Path): Problem[] =>
  contradicts(comparison)
    ? [
        problem(
          path,
          'contradiction',
          'no value passes all of these comparisons at once',
          'aucune valeur ne satisfait toutes ces comparaisons à la fois',
        ),
      ]
    : [];

const checkWhere = (where: readonly Condition[] | undefined, path: Path): Problem[] =>
  (where ?? []).flatMap((condition, index) => checkComparison(condition, [...path, 'where', index]));

interface Listening {
  readonly where?: Condition[] | undefined;
  readonly within?: string | undefined;
}
const checkListening = ({ where, within }: Listening, path: Path): Problem[] => [
  ...checkWhere(where, path),
  ...checkDuration(within, [...path, 'within']),
];

const checkLeaf = (rule: Exclude<Rule, { all: Rule[] } | { any: Rule[] } | { not: Rule }>, path: Path): Problem[] => {
  if ('did' in rule) return [...checkListening(rule.did, [...path, 'did']), ...checkBounds(rule.did, [...path, 'did'])];
  if ('sum' in rule) return [...checkListening(rule.sum, [...path, 'sum']), ...checkBounds(rule.sum, [...path, 'sum'])];
  if ('average' in rule) {
    return [...checkListening(rule.average, [...path, 'average']), ...checkBounds(rule.average, [...path, 'average'])];
  }
  if ('distinct' in rule) {
    return [
      ...checkListening(rule.distinct, [...path, 'distinct']),
      ...checkBounds(rule.distinct, [...path, 'distinct']),
    ];
  }
  if ('first' in rule)
    return [...checkListening(rule.first, [...path, 'first']), ...checkComparison(rule.first, [...path, 'first'])];
  if ('last' in rule)
    return [...checkListening(rule.last, [...path, 'last']), ...checkComparison(rule.last, [...path, 'last'])];
  if ('quiet' in rule) return checkDuration(rule.quiet.for, [...path, 'quiet', 'for']);
  if ('sequence' in rule) {
    const steps = rule.sequence.steps.flatMap(({ where }, index) =>
      checkWhere(where, [...path, 'sequence', 'steps', index]),
    );
    return [...steps, ...checkDuration(rule.sequence.within, [...path, 'sequence', 'within'])];
  }
  if ('strength' in rule) return checkBounds(rule.strength, [...path, 'strength']);
  // whether what it names exists is for checkDefinitions to say
  return isReference(rule) ? [] : checkComparison(rule.trait, [...path, 'trait']);
};

/** Problems of one rule: durations, bounds that cross, comparisons nothing passes, depth over MAX_RULE_DEPTH. */
export const checkRule = (rule: Rule, path: Path, depth = 1): Problem[] => {
  if (depth > MAX_RULE_DEPTH) {
    const en = `rules may nest ${MAX_RULE_DEPTH} deep at most`;
    return [problem(path, 'depth', en, `les règles s’emboîtent sur ${MAX_RULE_DEPTH} niveaux au plus`)];
  }
  if ('all' in rule) return rule.all.flatMap((part, index) => checkRule(part, [...path, 'all', index], depth + 1));
  if ('any' in rule) return rule.any.flatMap((part, index) => checkRule(part, [...path, 'any', index], depth + 1));
  if ('not' in rule) return checkRule(rule.not, [...path, 'not'], depth + 1);
  return checkLeaf(rule, path);
};

/** How many single conditions a rule is made of. */
export const countLeaves = (rule: Rule): number => {
  if ('all' in rule) return rule.all.reduce((sum, part) => sum + countLeaves(part), 0);
  if ('any' in rule) return rule.any.reduce((sum, part) => sum + countLeaves(part), 0);
  return 'not' in rule ? countLeaves(rule.not) : 1;
};

/** Counts nothing yet asks for nothing, so it holds for everybody always. */
const alwaysHolds = (rule: Rule): boolean => {
  if ('all' in rule) return rule.all.every(alwaysHolds);
  if ('any' in rule) return rule.any.some(alwaysHolds);
  if ('not' in rule) return !canHold(rule.not);
  return 'did' in rule && rule.did.atLeast === 0 && rule.did.atMost === undefined;
};

/** False when no history whatever satisfies the rule, as far as its form alone tells. */
export const canHold = (rule: Rule): boolean => {
  if ('all' in rule) return rule.all.every(canHold);
  if ('any' in rule) return rule.any.some(canHold);
  if ('not' in rule) return !alwaysHolds(rule.not);
  return checkLeaf(rule, []).every(({ code }) => code === 'duration');
};
