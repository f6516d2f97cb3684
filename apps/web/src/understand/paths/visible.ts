import type { Paths } from '../../api/understandPaths.js';

type Node = Paths['nodes'][number];
type Edge = Paths['edges'][number];

/** What is drawn: steps, what leads from one to another, and from where paths begin and to where they end. */
export interface Visible {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  readonly start: readonly Node[];
  readonly end: readonly Node[];
}

/** So many of so many, for a share in per cent: one at least, where there is any. */
export const shownOf = (all: number, share: number): number =>
  Math.min(all, Math.max(1, Math.round((all * share) / 100)));

const keyOf = ({ from, to }: Edge): string => JSON.stringify([from, to]);

/** Of each step the most frequent way in and the most frequent way out, so that none stands apart from what leads to it. */
const strongest = (edges: readonly Edge[]): Set<string> => {
  const [entered, left] = [new Set<string>(), new Set<string>()];
  const kept = new Set<string>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    if (!entered.has(edge.to)) kept.add(keyOf(edge));
    if (!left.has(edge.from)) kept.add(keyOf(edge));
    entered.add(edge.to);
    left.add(edge.from);
  }
  return kept;
};

/** The most frequent steps, and of what leads between them the most frequent; edges and nodes come ordered by how often. */
export const visiblePart = (
  { nodes, edges, start, end }: Paths,
  { steps, links }: { readonly steps: number; readonly links: number },
): Visible => {
  const shown = nodes.slice(0, shownOf(nodes.length, steps));
  const names = new Set(shown.map(({ name }) => name));
  const between = edges.filter(({ from, to }) => names.has(from) && names.has(to));
  const kept = strongest(between);
  const frequent = new Set(between.slice(0, shownOf(between.length, links)).map(keyOf));
  const drawn = between.filter((edge) => kept.has(keyOf(edge)) || frequent.has(keyOf(edge)));
  const joined = drawn.filter(({ from, to }) => from !== to);
  const [entered, left] = [new Set(joined.map(({ to }) => to)), new Set(joined.map(({ from }) => from))];
  const ends = (all: readonly Node[], held: ReadonlySet<string>): Node[] => {
    const there = all.filter(({ name }) => names.has(name));
    const most = shownOf(there.length, links);
    // What nothing leads to, or from, would otherwise hang in the air.
    return there.filter(({ name }, at) => at < most || !held.has(name));
  };
  return {
    nodes: shown,
    edges: drawn,
    start: ends(start, entered),
    end: ends(end, left),
  };
};
