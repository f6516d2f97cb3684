import type { JourneyMap, MapFlow } from '../api/types.js';
import { isBack } from './links.js';

/** Heights of the drawing's three lanes, and of the node, in px. */
export const LANES = { forward: 92, funnel: 144, back: 66 } as const;
export const HEIGHT = LANES.forward + LANES.funnel + LANES.back;
export const NODE = 12;
/** Where a column's words and its node start, from the column's left side. */
export const INSET = 16;
const BASE = LANES.forward + LANES.funnel;
const MOST_JUMPS = 3;

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

const drawStages = (map: JourneyMap, width: number): DrawnStage[] => {
  const column = width / map.stages.length;
  const beyondOf = (index: number) => map.stages.slice(index).reduce((sum, stage) => sum + stage.customers, 0);
  const most = Math.max(1, beyondOf(0));
  return map.stages.map((stage, index) => {
    const people = beyondOf(index);
    const reached = people === 0 ? 2 : Math.max(4, (people / most) * LANES.funnel);
    const last = index === map.stages.length - 1;
    return {
      id: stage.id,
      index,
      x: index * column + INSET,
      reached,
      here: people === 0 ? 0 : (stage.customers / people) * reached,
      top: BASE - reached,
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
  const all = [...pairs.values()].filter((flow) => flow.movements > 0 && rank(flow.to) >= 0);
  const isStep = (flow: MapFlow) => flow.from === null || Math.abs(rank(flow.to) - rank(flow.from)) === 1;
  const jumps = (back: boolean) =>
    all
      .filter((flow) => !isStep(flow) && isBack(flow.kind) === back)
      .sort((a, b) => b.movements - a.movements)
      .slice(0, MOST_JUMPS);
  return [...all.filter(isStep), ...jumps(false), ...jumps(true)];
};

const round = (value: number): number => Math.round(value * 10) / 10;
const points = (...values: number[]): string => values.map(round).join(' ');

/** An arrow's head at (x, y), pointing down (into a node's top) or up (into its foot). */
const headAt = (x: number, y: number, back: boolean, size: number): string => {
  const away = back ? y + size * 1.5 : y - size * 1.5;
  return points(x - size, away, x + size, away, x, y);
};

const arrive = (to: DrawnStage, width: number): Pick<DrawnFlow, 'path' | 'head' | 'label'> => {
  const x = to.x + NODE / 2;
  const end = to.top - 6;
  const size = 3 + width / 2;
  const start = Math.max(20, end - 44);
  return {
    path: `M${points(x, start)}L${points(x, end - size)}`,
    head: headAt(x, end, false, size),
    label: { x, y: start - 8 },
  };
};

const pass = (
  from: DrawnStage,
  to: DrawnStage,
  back: boolean,
  width: number,
): Pick<DrawnFlow, 'path' | 'head' | 'label'> => {
  const forward = to.x > from.x;
  const size = 3 + width / 2;
  const span = Math.abs(to.index - from.index);
  const fromX = from.x + (forward ? NODE + 2 : -2);
  const toX = to.x + (forward ? -8 : NODE + 8);
  const start = back ? BASE + 6 : from.top + 2;
  const end = back ? BASE + 6 : to.top - 2;
  const lift = 40 + 26 * (span - 1);
  const crest = back ? BASE + Math.min(LANES.back - 14, lift) : Math.max(12, Math.min(start, end) - lift);
  const stop = back ? end + size : end - size;
  const bend = (toX - fromX) * 0.3;
  // The crest of a cubic whose two handles share a height lies three quarters of the way to it.
  const handle = crest + (crest - (start + stop) / 2) / 3;
  const half = (start + stop) / 8 + (handle * 6) / 8;
  return {
    path: `M${points(fromX, start)}C${points(fromX + bend, handle, toX - bend * 0.5, handle, toX, stop)}`,
    head: headAt(toX, end, back, size),
    label: { x: round((fromX + toX) / 2 + bend * 0.19), y: round(half) },
  };
};

/** The journey as shapes: a funnel standing on a line, passages forward above it, passages back below. */
export const drawJourney = (map: JourneyMap, width: number): { stages: DrawnStage[]; flows: DrawnFlow[] } => {
  const stages = drawStages(map, width);
  const at = (id: string | null) => stages.find((stage) => stage.id === id);
  const gathered = gather(map.flows, (id) => at(id)?.index ?? -1);
  const most = Math.max(1, ...gathered.map((flow) => flow.movements));
  const flows = gathered.flatMap((flow): DrawnFlow[] => {
    const to = at(flow.to);
    const from = at(flow.from);
    if (!to || (flow.from !== null && !from)) return [];
    const back = isBack(flow.kind);
    const thickness = round(1.25 + 4.75 * Math.sqrt(flow.movements / most));
    const shape = from ? pass(from, to, back, thickness) : arrive(to, thickness);
    const { kind, movements } = flow;
    return [
      {
        key: `${flow.from} ${flow.to} ${back}`,
        from: flow.from,
        to: flow.to,
        kind,
        movements,
        back,
        width: thickness,
        ...shape,
      },
    ];
  });
  return { stages, flows };
};

export const BASELINE = BASE;
