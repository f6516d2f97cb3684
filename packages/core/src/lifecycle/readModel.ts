import { z } from 'zod';
import { FORMS_MESSAGE, KEY_MESSAGE } from '../rule/schema.js';
import type { Problem } from './problem.js';
import { type Model, modelSchema } from './schema.js';
import { validateModel } from './validate.js';

type Issue = z.core.$ZodIssue;

const frenchError = z.locales.fr().localeError;

/** Our own messages, which Zod cannot translate. */
const FRENCH: Readonly<Record<string, string>> = {
  [KEY_MESSAGE]: 'des minuscules sans accent, des chiffres, - et _, en commençant par une lettre',
  'an ISO 8601 duration above zero, such as P30D or PT12H': 'une durée ISO 8601 positive, telle que P30D ou PT12H',
  'name at least one comparison, such as equals or gte': 'indiquez au moins une comparaison, telle que equals ou gte',
  'name atLeast, atMost or both': 'indiquez atLeast, atMost ou les deux',
  'name atLeast, atMost or broken': 'indiquez atLeast, atMost ou broken',
  [FORMS_MESSAGE]: `l’une des formes ${FORMS_MESSAGE.slice('one of '.length)}`,
};

const inFrench = (issue: Issue): string => {
  const own = FRENCH[issue.message];
  if (own !== undefined) return own;
  const said = frenchError(issue as never);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
};

/** The form a rule seems meant to be: the one branch whose key is there, so that its own problems are told. */
const meant = (issue: Issue): readonly Issue[] | null => {
  if (issue.code !== 'invalid_union') return null;
  const branches = issue.errors.filter((branch) => branch.every(({ path }) => path.length > 0));
  const [only, ...others] = branches;
  return only && others.length === 0 ? only : null;
};

const problemsOf = (issue: Issue, above: readonly (string | number)[]): Problem[] => {
  const path = [...above, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))];
  const inner = meant(issue);
  if (inner) return inner.flatMap((deeper) => problemsOf(deeper, path));
  return [{ path, code: issue.code, message: { en: issue.message, fr: inFrench(issue) } }];
};

const MAX_NESTING = 128;

/** Deep nesting would exhaust the stack of the schema before it could refuse it. */
const tooDeep = (input: unknown, depth = 0): boolean =>
  typeof input === 'object' &&
  input !== null &&
  (depth >= MAX_NESTING || Object.values(input).some((value) => tooDeep(value, depth + 1)));

export type Reading<T> = { readonly ok: T } | { readonly problems: readonly Problem[] };

/** Reads something from anything by its schema: it, or all that is wrong with its form, in both languages. */
export const readBy = <T>(schema: z.ZodType<T>, input: unknown): Reading<T> => {
  if (tooDeep(input)) {
    const message = { en: `nested more than ${MAX_NESTING} deep`, fr: `emboîté sur plus de ${MAX_NESTING} niveaux` };
    return { problems: [{ path: [], code: 'depth', message }] };
  }
  const parsed = schema.safeParse(input, { reportInput: true });
  return parsed.success
    ? { ok: parsed.data }
    : { problems: parsed.error.issues.flatMap((issue) => problemsOf(issue, [])) };
};

export type ModelReading = Reading<Model>;

/** Reads a model from anything: the model when it can be used, else all that is wrong with it. */
export const readModel = (input: unknown): ModelReading => {
  const reading = readBy<Model>(modelSchema, input);
  if ('problems' in reading) return reading;
  const problems = validateModel(reading.ok);
  return problems.length > 0 ? { problems } : reading;
};
