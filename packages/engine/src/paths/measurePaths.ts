import type { pathsSchema } from '@parcours/core';
import type { z } from 'zod';
import type { ReadPorts } from '../customers/readPorts.js';
import { nameAt } from '../page/numbered.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { directlyFollows, variantsOf } from './paths.sql.js';
import { type PathsAsked, type ReadPaths, readPaths } from './readPaths.js';

export type Paths = z.infer<typeof pathsSchema>;
type Counted = Paths['nodes'][number];

interface Pair {
  readonly before: number;
  readonly after: number;
  readonly count: number;
  readonly seconds: number;
}
interface Variant {
  readonly names: readonly number[];
  readonly count: number;
  readonly customers: number;
  readonly seconds: number;
  readonly paths: number;
  readonly different: number;
}

/** Where paths begin comes before their first step, where they end after their last. */
const EDGE_OF_PATH = 0;

const byCount = (a: Counted, b: Counted): number => b.count - a.count || (a.name < b.name ? -1 : 1);

const graphOf = (
  names: readonly string[],
  pairs: readonly Pair[],
): Pick<Paths, 'nodes' | 'edges' | 'start' | 'end'> => {
  const named = (chosen: readonly Pair[], side: 'before' | 'after'): Counted[] =>
    chosen.map((pair) => ({ name: nameAt(names, pair[side]), count: pair.count })).sort(byCount);
  const nodes = new Map<number, number>();
  // Whatever is a step comes after something, or after where its path begins.
  for (const { after, count } of pairs) if (after !== EDGE_OF_PATH) nodes.set(after, (nodes.get(after) ?? 0) + count);
  return {
    nodes: [...nodes].map(([number, count]) => ({ name: nameAt(names, number), count })).sort(byCount),
    edges: pairs
      .filter(({ before, after }) => before !== EDGE_OF_PATH && after !== EDGE_OF_PATH)
      .map(({ before, after, count, seconds }) => ({
        ...{ from: nameAt(names, before), to: nameAt(names, after) },
        ...{ count, medianSeconds: seconds },
      }))
      .sort((a, b) => b.count - a.count || (`${a.from}\n${a.to}` < `${b.from}\n${b.to}` ? -1 : 1)),
    start: named(
      pairs.filter(({ before }) => before === EDGE_OF_PATH),
      'after',
    ),
    end: named(
      pairs.filter(({ after }) => after === EDGE_OF_PATH),
      'before',
    ),
  };
};

const variantsFrom = ({ names }: ReadPaths, rows: readonly Variant[], asked: number): Paths['variants'] =>
  rows.slice(0, asked).map((row) => ({
    path: row.names.map((number) => nameAt(names, number)),
    count: row.count,
    share: row.count / row.paths,
    customers: row.customers,
    medianSeconds: row.seconds,
  }));

/**
 * What people really do, as a directly-follows graph with exact counts, and the paths they take, ranked. Steps are in ORDER-1:
 * by millisecond, then type, then messageId.
 * @throws DomainError as readPaths
 */
export const measurePaths = async (ports: ReadPorts, asked: PathsAsked): Promise<Paths> => {
  const read = await readPaths(ports, asked);
  const { warehouse } = ports;
  const { shape, closing, parameters, names } = read;
  const [pairs, variants] = await Promise.all([
    askScoped<Pair>(warehouse, { text: `${directlyFollows(shape)}\n${closing}`, parameters }),
    askScoped<Variant>(warehouse, {
      text: `${variantsOf(shape)}\n${closing}`,
      // One is read in any case: it says how many there are.
      parameters: { ...parameters, variants: Math.max(1, asked.query.variants) },
    }),
  ]);
  return {
    period: toldPeriod(read.scoped),
    paths: variants[0]?.paths ?? 0,
    ...graphOf(names, pairs),
    names: read.different,
    variants: variantsFrom(read, variants, asked.query.variants),
    variantCount: variants[0]?.different ?? 0,
  };
};
