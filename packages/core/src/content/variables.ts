/** What the Liquid of a workspace's contents can name. */
export interface KnownVariables {
  /** Traits customers have; empty while nobody is known. */
  readonly traits: readonly string[];
  /** Ids of the models. */
  readonly models: readonly string[];
}

const IDENTIFIERS = ['id', 'user_id', 'anonymous_id'] as const;
const POSITION = ['stage', 'stage_name', 'direction'] as const;
const FIXED = ['organisation.name', 'links.unsubscribe', 'links.preferences', 'language'] as const;

/** A trait's name as Liquid's authors write it: `firstName` is `first_name` too. */
export const snakeOf = (name: string): string =>
  name.replace(/([a-z0-9])([A-Z])/g, (_all, before: string, next: string) => `${before}_${next.toLowerCase()}`);

/** Every variable there is, as it is written, to choose from and to compare with. */
export const variablesOf = ({ traits, models }: KnownVariables): string[] => [
  ...new Set([
    ...traits.map((name) => `customer.${snakeOf(name)}`),
    ...IDENTIFIERS.map((name) => `customer.${name}`),
    ...models.flatMap((model) => POSITION.map((name) => `position.${model}.${name}`)),
    ...FIXED,
  ]),
];

/** The edit distance of two texts (Levenshtein 1966), given up beyond `most`. */
const distance = (one: string, other: string, most: number): number => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const first = Array.from({ length: other.length + 1 }, (_, at) => at);
  const last = [...one].reduce<number[]>((above, sign, row) => {
    const next = [row + 1];
    for (let at = 1; at <= other.length; at += 1) {
      const change = (above[at - 1] as number) + (other[at - 1] === sign ? 0 : 1);
      next.push(Math.min(change, (above[at] as number) + 1, (next[at - 1] as number) + 1));
    }
    return next;
  }, first);
  return last[other.length] as number;
};

/** The known name nearest to one that is not known; null where none is near. */
export const nearestOf = (name: string, known: readonly string[]): string | null => {
  const most = Math.max(2, Math.floor(name.length / 3));
  const near = known
    .map((one) => ({ one, far: distance(name.toLowerCase(), one.toLowerCase(), most) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1));
  return near[0]?.one ?? null;
};

export type Standing = 'known' | 'unseen' | 'unknown';

/** Whether a variable is known; `unseen`: a trait that no customer has. */
export const standingOf = (path: readonly string[], known: KnownVariables): Standing => {
  const [root, name = ''] = path;
  if (root === 'customer') {
    if (path.length === 1) return 'unknown';
    if (known.traits.length === 0 || IDENTIFIERS.some((one) => one === name)) return 'known';
    return known.traits.some((trait) => trait === name || snakeOf(trait) === name) ? 'known' : 'unseen';
  }
  if (root === 'position') {
    const [, model, field] = path;
    return path.length === 3 && known.models.includes(model ?? '') && POSITION.some((one) => one === field)
      ? 'known'
      : 'unknown';
  }
  return FIXED.some((one) => one === path.join('.')) ? 'known' : 'unknown';
};

/** What a customer's Liquid is filled with. */
export interface MessageScope {
  readonly customer: Readonly<Record<string, unknown>>;
  readonly position: Readonly<Record<string, Readonly<Record<(typeof POSITION)[number], string | null>>>>;
  readonly organisation: { readonly name: string };
  readonly links: { readonly unsubscribe: string | null; readonly preferences: string | null };
  readonly language: string;
}

/** A customer as Liquid sees them: traits under both spellings, and identifiers, which win. */
export const customerScope = (
  traits: Readonly<Record<string, unknown>>,
  identifiers: Readonly<Record<(typeof IDENTIFIERS)[number], string | null>>,
): Record<string, unknown> => {
  const snaked = Object.entries(traits).map(([name, value]) => [snakeOf(name), value] as const);
  return { ...Object.fromEntries(snaked), ...traits, ...identifiers };
};
