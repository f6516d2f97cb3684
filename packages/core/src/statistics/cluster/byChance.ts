import { behaviourPoints, type Family, type Scaling } from './behaviour.js';
import { type Chance, normalOf } from './chance.js';
import { kMeans } from './kMeans.js';
import type { Points } from './points.js';
import { distancesOf, silhouetteOf } from './silhouette.js';

/** Of what one did, at most so many are drawn anew: beyond, chance hardly changes a share. */
const MOST_DRAWN = 200;

/** So many draws among parts, each as likely as it is in all; scaled back to how often one did something. */
const drawnMix = (counts: readonly Float64Array[], chance: Chance): Float64Array[] => {
  const people = counts[0]?.length ?? 0;
  const sizes = counts.map((part) => part.reduce((sum, count) => sum + count, 0));
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const upTo = sizes.map((_, part) => sizes.slice(0, part + 1).reduce((sum, size) => sum + size, 0) / (all || 1));
  const drawn = counts.map(() => new Float64Array(people));
  for (let at = 0; at < people; at++) {
    const total = Math.min(
      MOST_DRAWN,
      counts.reduce((sum, part) => sum + (part[at] as number), 0),
    );
    for (let one = 0; one < total; one++) {
      const asked = chance();
      const part = upTo.findIndex((share) => asked < share);
      const column = drawn[part < 0 ? drawn.length - 1 : part] as Float64Array;
      column[at] = (column[at] as number) + 1;
    }
  }
  return drawn;
};

/** One cloud: points of a normal distribution with the means and covariances of the points given. */
export const oneCloud = ({ count, columns, values }: Points, chance: Chance): Points => {
  const means = new Float64Array(columns);
  for (let at = 0; at < values.length; at++)
    means[at % columns] = (means[at % columns] as number) + (values[at] as number) / count;
  const centred = values.map((value, at) => value - (means[at % columns] as number));
  const drawn = new Float64Array(count * columns);
  for (let at = 0; at < count; at++) {
    const own = drawn.subarray(at * columns, (at + 1) * columns);
    // Sums of the points themselves, each as often as a normal number says, have their covariances.
    for (let from = 0; from < count; from++) {
      const times = normalOf(chance) / Math.sqrt(count);
      for (let column = 0; column < columns; column++)
        own[column] = (own[column] as number) + times * (centred[from * columns + column] as number);
    }
  }
  return { count, columns, values: drawn };
};

/** The places in the order of one column. */
const byColumn = ({ count, columns, values }: Points, column: number): number[] =>
  Array.from({ length: count }, (_, at) => at).sort(
    (a, b) => (values[a * columns + column] as number) - (values[b * columns + column] as number),
  );

/** Amounts of one cloud, given to people in the order of how much they did: what is seen of little differs more by chance. */
const cloudOfAmounts = (points: Points, chance: Chance): Points => {
  const drawn = oneCloud(points, chance);
  const { columns } = points;
  const values = new Float64Array(points.values.length);
  const from = byColumn(drawn, 0);
  for (const [rank, place] of byColumn(points, 0).entries())
    values.set(
      drawn.values.subarray((from[rank] as number) * columns, ((from[rank] as number) + 1) * columns),
      place * columns,
    );
  return { ...points, values };
};

const beside = (parts: readonly Points[]): Points => {
  const count = parts[0]?.count ?? 0;
  const columns = parts.reduce((sum, part) => sum + part.columns, 0);
  const values = new Float64Array(count * columns);
  for (let at = 0; at < count; at++) {
    let to = at * columns;
    for (const part of parts) {
      values.set(part.values.subarray(at * part.columns, (at + 1) * part.columns), to);
      to += part.columns;
    }
  }
  return { count, columns, values };
};

/** People who are all alike: everybody does things as often as they did, of the same mix as everybody else, and amounts are one cloud. */
const sameForAll = (families: readonly Family[], scalings: readonly Scaling[], chance: Chance): Points =>
  beside(
    families.map((family, at) => {
      const scaling = [scalings[at] as Scaling];
      if (family.kind === 'mix')
        return behaviourPoints([{ kind: 'mix', counts: drawnMix(family.counts, chance) }], scaling);
      return cloudOfAmounts(behaviourPoints([family], scaling), chance);
    }),
  );

/** The greatest average silhouette width among so many groups, with how many that is of. */
export const widestOf = (
  points: Points,
  sizes: readonly number[],
  { chance, starts }: { readonly chance: Chance; readonly starts: number },
): { readonly groups: number; readonly silhouette: number } => {
  const distances = distancesOf(points);
  const found = sizes.map((groups) => {
    const { labels } = kMeans(points, groups, { chance, starts });
    return { groups, silhouette: silhouetteOf(distances, labels, groups) };
  });
  return found.reduce((best, one) => (one.silhouette > best.silhouette ? one : best));
};

export interface AgainstChance {
  /** The greatest silhouette of the people, of those it is compared on. */
  readonly silhouette: number;
  /** The greatest there is where there are no groups, on average, and how often it is as great as the people's. */
  readonly sameForAll: { readonly silhouette: number; readonly p: number };
  readonly oneCloud: { readonly silhouette: number; readonly p: number };
}

/**
 * Whether people fall into groups at all: their greatest silhouette, against that of people drawn where there are none, all
 * alike but for chance, or one cloud (the second as Liu, Hayes, Nobel & Marron, Journal of the American Statistical Association 103,
 * 2008); by Monte Carlo tests (Davison & Hinkley, Bootstrap Methods and their Application, 1997, 4.2).
 */
export const againstChance = (
  { families, scalings }: { readonly families: readonly Family[]; readonly scalings: readonly Scaling[] },
  { sizes, draws, ...how }: { sizes: readonly number[]; draws: number; chance: Chance; starts: number },
): AgainstChance => {
  const points = behaviourPoints(families, scalings);
  const own = widestOf(points, sizes, how).silhouette;
  const against = (draw: () => Points): AgainstChance['oneCloud'] => {
    const found = Array.from({ length: draws }, () => widestOf(draw(), sizes, how).silhouette);
    return {
      silhouette: found.reduce((sum, one) => sum + one, 0) / draws,
      p: (1 + found.filter((one) => one >= own).length) / (draws + 1),
    };
  };
  return {
    silhouette: own,
    sameForAll: against(() => sameForAll(families, scalings, how.chance)),
    oneCloud: against(() => oneCloud(points, how.chance)),
  };
};
