import { behaviourPoints, type Family, type Scaling, scalingOf, spreadOfMixes } from './behaviour.js';
import { type Chance, normalOf } from './chance.js';
import { kMeans } from './kMeans.js';
import type { Points } from './points.js';
import { distancesOf, silhouetteOf } from './silhouette.js';

/** Of what one did, at most so many are drawn anew: beyond, chance hardly changes a share. */
const MOST_DRAWN = 200;
/** Mixes are drawn anew so often to know whether people differ at all. */
const DRAWN_ALIKE = 99;

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

/**
 * Amounts as they are, each by itself, and going together as they do, but without any groups: the order of one cloud (Iman & Conover,
 * Communications in Statistics B 11, 1982). They are given to people in the order of how much they did, for what is seen of little
 * differs more by chance.
 */
const amountsDrawn = (points: Points, chance: Chance): Points => {
  const { count, columns } = points;
  const drawn = oneCloud(points, chance);
  const values = new Float64Array(points.values.length);
  for (let column = 0; column < columns; column++) {
    const own = byColumn(points, column);
    for (const [rank, place] of byColumn(drawn, column).entries())
      values[place * columns + column] = points.values[(own[rank] as number) * columns + column] as number;
  }
  const from = byColumn({ count, columns, values }, 0);
  const given = new Float64Array(values.length);
  for (const [rank, place] of byColumn(points, 0).entries()) {
    const start = (from[rank] as number) * columns;
    given.set(values.subarray(start, start + columns), place * columns);
  }
  return { count, columns, values: given };
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

/** The mixes of people who are all alike: everybody does things as often as they did, of the same mix as everybody else. */
const mixesDrawn = (families: readonly Family[], chance: Chance): Family[] =>
  families.map((family) => (family.kind === 'mix' ? { kind: 'mix', counts: drawnMix(family.counts, chance) } : family));

/** People who are all alike, but for how much they do. */
const sameForAll = (families: readonly Family[], scalings: readonly Scaling[], chance: Chance): Points =>
  beside(
    mixesDrawn(families, chance).map((family, at) => {
      if (family.kind === 'amounts') return amountsDrawn(behaviourPoints([family], [scalings[at] as Scaling]), chance);
      // Scaled as people themselves are: what differs by chance alone is made as much of.
      return behaviourPoints([family], [scalingOf(family)]);
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
  /** How often people who are all alike differ as much as these do in what they do. */
  readonly differ: { readonly p: number };
  /** The greatest silhouette of the people, of those it is compared on. */
  readonly silhouette: number;
  /** The greatest there is where there are no groups, on average, and how often it is as great as the people's. */
  readonly sameForAll: { readonly silhouette: number; readonly p: number };
  readonly oneCloud: { readonly silhouette: number; readonly p: number };
}

/** The chance of something as great where there is nothing (Davison & Hinkley, Bootstrap Methods and their Application, 1997, 4.2). */
const monteCarlo = (own: number, found: readonly number[]): number =>
  (1 + found.filter((one) => one >= own).length) / (found.length + 1);

/**
 * Whether people differ in what they do, and whether they fall into groups: their greatest silhouette, against that of people drawn where there are none, all
 * alike but for chance, or one cloud (the second as Liu, Hayes, Nobel & Marron, Journal of the American Statistical Association 103,
 * 2008).
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
      p: monteCarlo(own, found),
    };
  };
  const apart = spreadOfMixes(families);
  const alike = Array.from({ length: DRAWN_ALIKE }, () => spreadOfMixes(mixesDrawn(families, how.chance)));
  return {
    differ: { p: monteCarlo(apart, alike) },
    silhouette: own,
    sameForAll: against(() => sameForAll(families, scalings, how.chance)),
    oneCloud: against(() => oneCloud(points, how.chance)),
  };
};
