import type { JourneyMap, MapFlow } from '../api/types.js';
import { isBack } from './links.js';

/** Height of the funnel where everyone is, and width of a node, in px. */
export const FUNNEL = 144;
export const NODE = 12;
/** Where a column's words and its node start, from the column's left side. */
export const INSET = 16;
const MOST_JUMPS = 3;
/** How far an arrow rises above (or hangs below) what it joins, and how far apart arrows that overlap are kept. */
const LIFT = { forward: 38, back: 34 } as const;
const APART = { forward: 25, back: 22 } as const;
const MARGIN = 16;

export interface DrawnStage {
  id: string;
  index: number;
  x: number;
  /** Height of those here or further, and the part of it that stands here. */
  reached: number;
  here: number;
  top: number;
  /** Share of those who reached this stage that stand further; null on the last, and where nobody came. */
  beyond: number | null;
}
export interface DrawnFlow {
  key: string;
  from: string | null;
  to: string;
  kind: MapFlow['kind'];
  movements: number;
  back: boolean;
  path: string;
  width: number;
  /** Three points of the arrow's head. */
  head: string;
  label: { x: number; y: number };
}
export interface Drawing {
  stages: DrawnStage[];
  flows: DrawnFlow[];
  /** The line the funnel stands on, and the whole height. */
  base: number;
  height: number;
}
type Shape = Pick<DrawnFlow, 'path' | 'head' | 'label'>;
interface Arrow {
  flow: MapFlow;
  from: DrawnStage | null;
  to: DrawnStage;
  back: boolean;
  lift: number;
}

const drawStages = (map: JourneyMap, width: number): DrawnStage[] => {
  const column = width / map.stages.length;
  const peopleFrom = (index: number) => map.stages.slice(index).reduce((sum, stage) => sum + stage.customers, 0);
  const most = Math.max(1, peopleFrom(0));
  return map.stages.map((stage, index) => {
    const people = peopleFrom(index);
    const reached = people === 0 ? 2 : Math.max(4, (people / most) * FUNNEL);
    const last = index === map.stages.length - 1;
    return {
      id: stage.id,
      index,
      x: index * column + INSET,
      reached,
      here: people === 0 ? 0 : (stage.customers / people) * reached,
      top: 0,
      beyond: last || people === 0 ? null : (people - stage.customers) / people,
    };
  });
};

/** The passages drawn: one arrow a pair and a sense, every step to a neighbour, and the busiest jumps. The table has all. */
const gather = (flows: readonly MapFlow[], rank: (id: string | null) => number): MapFlow[] => {
  const pairs = new Map<string, MapFlow>();
  for (const flow of flows) {
    const key = `${flow.from ?? ''} ${flow.to} ${isBack(flow.kind)}`;
    const seen = pairs.get(key);
    const busier = seen && seen.movements >= flow.movements ? seen : flow;
    pairs.set(key, { ...busier, movements: flow.movements + (seen?.movements ?? 0) });
  }
  const known = ({ from, to }: MapFlow) => rank(to) >= 0 && (from === null || rank(from) >= 0);
  const all = [...pairs.values()].filter((flow) => flow.movements > 0 && known(flow));
  const isStep = (flow: MapFlow) => flow.from === null || Math.abs(rank(flow.to) - rank(flow.from)) === 1;
  const jumps = (back: boolean) =>
    all
      .filter((flow) => !isStep(flow) && isBack(flow.kind) === back)
      .sort((a, b) => b.movements - a.movements)
      .slice(0, MOST_JUMPS);
  return [...all.filter(isStep), ...jumps(false), ...jumps(true)];
};

const overlap = (one: Arrow, other: Arrow): boolean => {
  const ends = ({ from, to }: Arrow) => [from?.index ?? to.index, to.index];
  return Math.min(...ends(one)) < Math.max(...ends(other)) && Math.min(...ends(other)) < Math.max(...ends(one));
};

/** The shortest arrows lie lowest; each one that overlaps others passes beyond them. */
const lay = (flows: MapFlow[], at: (id: string | null) => DrawnStage | undefined): Arrow[] => {
  const arrows = flows.flatMap((flow): Arrow[] => {
    const to = at(flow.to);
    return to ? [{ flow, from: at(flow.from) ?? null, to, back: isBack(flow.kind), lift: 0 }] : [];
  });
  const span = ({ from, to }: Arrow) => (from ? Math.abs(to.index - from.index) : 0);
  const laid: Arrow[] = [];
  for (const arrow of arrows.sort((a, b) => span(a) - span(b))) {
    const way = arrow.back ? 'back' : 'forward';
    const under = laid.filter((other) => other.back === arrow.back && overlap(other, arrow));
    const lift = arrow.from ? Math.max(LIFT[way], ...under.map((other) => other.lift + APART[way])) : 0;
    laid.push({ ...arrow, lift });
  }
  return laid;
};

const round = (value: number): number => Math.round(value * 10) / 10;
const points = (...values: number[]): string => values.map(round).join(' ');

/** An arrow's head at (x, y), pointing down (into a node's top) or up (into its foot). */
const headAt = (x: number, y: number, back: boolean, size: number): string => {
  const away = back ? y + size * 1.5 : y - size * 1.5;
  return points(x - size, away, x + size, away, x, y);
};

const drawArrival = (to: DrawnStage, width: number): Shape => {
  const x = to.x + NODE / 2;
  const end = to.top - 6;
  const start = end - 34;
  return {
    path: `M${points(x, start)}L${points(x, end - 3 - width / 2)}`,
    head: headAt(x, end, false, 3 + width / 2),
    label: { x, y: start - 9 },
  };
};

const drawPassage = ({ from, to, back, lift }: Arrow & { from: DrawnStage }, base: number, width: number): Shape => {
  const rightwards = to.x > from.x;
  const size = 3 + width / 2;
  const fromX = from.x + (rightwards ? NODE + 2 : -2);
  const toX = to.x + (rightwards ? -8 : NODE + 8);
  const start = back ? base + 6 : from.top + 2;
  const end = back ? base + 6 : to.top - 2;
  const crest = back ? base + lift : Math.min(start, end) - lift;
  const stop = back ? end + size : end - size;
  const bend = (toX - fromX) * 0.3;
  // A cubic whose two handles share a height reaches three quarters of the way to it: aim beyond the crest.
  const handle = crest + (crest - (start + stop) / 2) / 3;
  return {
    path: `M${points(fromX, start)}C${points(fromX + bend, handle, toX - bend * 0.5, handle, toX, stop)}`,
    head: headAt(toX, end, back, size),
    label: { x: round((fromX + toX) / 2 + bend * 0.19), y: round(crest) },
  };
};

/** The journey as shapes: a funnel standing on a line, passages forward above it, passages back below. */
export const drawJourney = (map: JourneyMap, width: number): Drawing => {
  const flat = drawStages(map, width);
  const gathered = gather(map.flows, (id) => flat.find((stage) => stage.id === id)?.index ?? -1);
  const arrows = lay(gathered, (id) => flat.find((stage) => stage.id === id));
  const above = ({ from, to, back, lift }: Arrow) =>
    back ? 0 : Math.max(from?.reached ?? 0, to.reached) + (from ? lift : 49);
  const base = Math.ceil(Math.max(FUNNEL + 24, ...arrows.map(above)) + MARGIN);
  const height = base + Math.max(24, ...arrows.map(({ back, lift }) => (back ? lift : 0))) + MARGIN;
  const stages = flat.map((stage) => ({ ...stage, top: base - stage.reached }));
  const placed = (stage: DrawnStage): DrawnStage => stages[stage.index] ?? stage;
  const most = Math.max(1, ...gathered.map((flow) => flow.movements));
  const flows = arrows.map((arrow): DrawnFlow => {
    const { from, to, kind, movements } = arrow.flow;
    const thickness = round(1.25 + 4.75 * Math.sqrt(movements / most));
    const end = placed(arrow.to);
    const shape = arrow.from
      ? drawPassage({ ...arrow, from: placed(arrow.from), to: end }, base, thickness)
      : drawArrival(end, thickness);
    const key = `${from} ${to} ${arrow.back}`;
    return { key, from, to, kind, movements, back: arrow.back, width: thickness, ...shape };
  });
  return { stages, flows, base, height };
};
