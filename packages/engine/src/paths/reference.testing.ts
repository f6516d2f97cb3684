import { INTERACTION_TYPES, type Interaction, OTHER_STEPS } from '@parcours/core';
import type { Paths } from './measurePaths.js';
import type { PathsQuery } from './readPaths.js';

interface Step {
  readonly name: string;
  readonly time: number;
}
type Path = readonly Step[];

const sessions = (path: Path, gap: number): Path[] => {
  const all: Step[][] = [];
  for (const [at, step] of path.entries()) {
    const before = path[at - 1];
    if (before === undefined || step.time - before.time > gap) all.push([]);
    all.at(-1)?.push(step);
  }
  return all;
};

const cut = (path: Path, { start, end, around, reach }: PathsQuery): Path | null => {
  let rest = path;
  const first = (name: string, after = 0): number => rest.findIndex((step, at) => at >= after && step.name === name);
  if (start !== undefined) {
    if (first(start) < 0) return null;
    rest = rest.slice(first(start));
  }
  if (end !== undefined) {
    const at = first(end, start === undefined ? 0 : 1);
    if (at < 0) return null;
    rest = rest.slice(0, at + 1);
  }
  if (around === undefined) return rest;
  const at = first(around);
  return at < 0 ? null : rest.slice(Math.max(0, at - reach), at + reach + 1);
};

const tally = (): { add(key: string, times?: number): void; readonly counts: Map<string, number> } => {
  const counts = new Map<string, number>();
  return { counts, add: (key, times = 1) => void counts.set(key, (counts.get(key) ?? 0) + times) };
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] as number) + (sorted[Math.ceil(half)] as number)) / 2;
};

const bytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const rankOf = ({ type }: Interaction): number => INTERACTION_TYPES.indexOf(type);
const inOrder = (a: Interaction, b: Interaction): number =>
  a.time - b.time || rankOf(a) - rankOf(b) || bytes(a.messageId, b.messageId);

/** The most frequent names, and those the question cuts at. */
const told = (histories: readonly (readonly Interaction[])[], query: PathsQuery): ReadonlySet<string> => {
  const names = tally();
  for (const { event } of histories.flat()) names.add(event);
  const frequent = [...names.counts].sort(([a, m], [b, n]) => n - m || bytes(a, b)).slice(0, query.top);
  return new Set([...frequent.map(([name]) => name), query.start ?? '', query.end ?? '', query.around ?? '']);
};

type Answer = Pick<Paths, 'paths' | 'variantCount' | 'names'> & {
  readonly nodes: Map<string, number>;
  readonly start: Map<string, number>;
  readonly end: Map<string, number>;
  readonly edges: Map<string, { count: number; medianSeconds: number }>;
  readonly variants: Map<string, number>;
};

/** What measurePaths should say of these histories, in slow and obvious steps; one for each customer, deeds only. */
export const referencePaths = (
  histories: readonly (readonly Interaction[])[],
  query: PathsQuery,
  gap: number | null,
): Answer => {
  const known = told(histories, query);
  const paths = histories
    .map((history) =>
      [...history].sort(inOrder).map(({ event, time }) => ({ name: known.has(event) ? event : OTHER_STEPS, time })),
    )
    .flatMap((path) => (gap === null ? [path] : sessions(path, gap)))
    .map((path) => cut(path, query))
    .filter((path) => path !== null && path.length > 0) as Path[];
  const [nodes, start, end, variants] = [tally(), tally(), tally(), tally()];
  const waits = new Map<string, number[]>();
  for (const path of paths) {
    start.add(path[0]?.name ?? '');
    end.add(path.at(-1)?.name ?? '');
    variants.add(path.map(({ name }) => name).join(' > '));
    for (const { name } of path) nodes.add(name);
    for (const [at, { name, time }] of path.slice(1).entries()) {
      const key = `${path[at]?.name} -> ${name}`;
      waits.set(key, [...(waits.get(key) ?? []), time - (path[at]?.time ?? 0)]);
    }
  }
  return {
    paths: paths.length,
    names: new Set(histories.flat().map(({ event }) => event)).size,
    variantCount: variants.counts.size,
    nodes: nodes.counts,
    start: start.counts,
    end: end.counts,
    variants: variants.counts,
    edges: new Map([...waits].map(([key, gaps]) => [key, { count: gaps.length, medianSeconds: median(gaps) / 1000 }])),
  };
};
