import type { Flow, FlowBand, Place } from './flow.js';

/** Height of all customers together, and width of a node, in px. */
const PEOPLE = 280;
export const NODE = 10;
/** The thinnest band that can still be seen and hit. */
const THINNEST = 2;
/** Below this width names stand above their nodes, not beside them. */
const NARROW = 560;
const HEAD = 28;
const WORDS = { beside: 38, above: 24 } as const;
const GAP = 10;

export interface DrawnPlace extends Place {
  readonly side: 'today' | 'draft';
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** Where its words start or end, their baseline's middle, and how wide they may be. */
  readonly words: { readonly x: number; readonly y: number; readonly width: number };
}
export interface DrawnBand extends FlowBand {
  readonly path: string;
  readonly thickness: number;
}
export interface FlowDrawn {
  readonly narrow: boolean;
  readonly places: readonly DrawnPlace[];
  /** Those who stay first, so that those who move lie above them; the few above the many. */
  readonly bands: readonly DrawnBand[];
  readonly height: number;
}

const thicknessOf = (customers: number, all: number): number =>
  Math.max(THINNEST, (customers / Math.max(1, all)) * PEOPLE);

interface Column {
  readonly side: 'today' | 'draft';
  readonly places: readonly Place[];
  readonly width: number;
  readonly narrow: boolean;
  /** Room for words beside the drawing. */
  readonly beside: number;
  readonly heightOf: (stage: string | null) => number;
}

/** About how wide a letter of a name is, in px. */
export const LETTER = 7.2;
const sideWidth = (width: number, longest: number): number => Math.min(longest * LETTER + 20, width * 0.26);

const wordsOf = ({ side, width, narrow, beside }: Column, y: number, height: number): DrawnPlace['words'] => {
  const left = side === 'today';
  if (narrow) return { x: left ? 0 : width, y: y - 8, width: width / 2 - 8 };
  const room = beside - 14;
  return { x: left ? room : width - room, y: y + height / 2, width: room };
};

/** Places one below the other, in the order of the journey. */
const drawColumn = (column: Column): DrawnPlace[] => {
  const { side, places, width, narrow, beside, heightOf } = column;
  const edge = narrow ? 0 : beside;
  const drawn: DrawnPlace[] = [];
  let top = HEAD;
  for (const place of places) {
    const height = heightOf(place.stage);
    const room = narrow ? height : Math.max(height, WORDS.beside);
    const y = narrow ? top + WORDS.above : top + (room - height) / 2;
    const x = side === 'today' ? edge : width - edge - NODE;
    drawn.push({ ...place, side, x, y, height, words: wordsOf(column, y, height) });
    top += room + GAP + (narrow ? WORDS.above : 0);
  }
  return drawn;
};

const ribbon = (x0: number, y0: number, x1: number, y1: number, thick: number): string => {
  const middle = (x0 + x1) / 2;
  const at = (...numbers: number[]) => numbers.map((value) => Math.round(value * 10) / 10).join(' ');
  return [
    `M${at(x0, y0)}C${at(middle, y0, middle, y1, x1, y1)}`,
    `L${at(x1, y1 + thick)}C${at(middle, y1 + thick, middle, y0 + thick, x0, y0 + thick)}Z`,
  ].join('');
};

/** Where each band touches one side: stacked within its place, in the order of the other side. */
const stack = (
  bands: readonly FlowBand[],
  places: readonly DrawnPlace[],
  others: readonly DrawnPlace[],
  all: number,
) => {
  const [own, far] = places[0]?.side === 'today' ? (['from', 'to'] as const) : (['to', 'from'] as const);
  const order = new Map(others.map(({ stage }, index) => [stage, index]));
  const starts = new Map<string, number>();
  for (const place of places) {
    let y = place.y;
    const touching = bands.filter((band) => band[own] === place.stage);
    touching.sort((a, b) => (order.get(a[far]) ?? 0) - (order.get(b[far]) ?? 0));
    for (const band of touching) {
      starts.set(band.key, y);
      y += thicknessOf(band.customers, all);
    }
  }
  return starts;
};

/**
 * The drawing of a flow on a given width, in px: today's places on the left, the draft's on the right, bands between.
 * `longest` is how many letters the longest name has.
 */
export const drawFlow = (flow: Flow, width: number, longest = 24): FlowDrawn => {
  const narrow = width < NARROW;
  const shared = { width, narrow, beside: sideWidth(width, longest) };
  const all = flow.sampled;
  const heightBy = (side: 'from' | 'to') => (stage: string | null) =>
    Math.max(
      THINNEST,
      flow.bands.reduce((sum, band) => sum + (band[side] === stage ? thicknessOf(band.customers, all) : 0), 0),
    );
  const left = drawColumn({ side: 'today', places: flow.today, ...shared, heightOf: heightBy('from') });
  const right = drawColumn({ side: 'draft', places: flow.draft, ...shared, heightOf: heightBy('to') });
  const [leaving, arriving] = [stack(flow.bands, left, right, all), stack(flow.bands, right, left, all)];
  const [from, to] = [(left[0]?.x ?? 0) + NODE, right[0]?.x ?? width];
  const bands = [...flow.bands].reverse().map((band): DrawnBand => {
    const thickness = thicknessOf(band.customers, all);
    const path = ribbon(from, leaving.get(band.key) ?? 0, to, arriving.get(band.key) ?? 0, thickness);
    return { ...band, path, thickness };
  });
  const places = [...left, ...right];
  const bottom = places.map(({ y, height }) => y + Math.max(height, narrow ? 0 : WORDS.beside / 2 + height / 2));
  const stays = bands.filter(({ sense }) => sense === 'stays');
  const moves = bands.filter(({ sense }) => sense !== 'stays').sort((a, b) => b.thickness - a.thickness);
  return { narrow, places, bands: [...stays, ...moves], height: Math.max(...bottom, 0) + 4 };
};
