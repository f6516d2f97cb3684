import type ELK from 'elkjs/lib/elk.bundled.js';
import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import type { Visible } from './visible.js';

export const NODE_HEIGHT = 48;
export const LABEL_HEIGHT = 16;
/** Where all paths begin, and end: no step is named so. */
export const BEGIN = '\u0001begin';
export const END = '\u0001end';

export interface PlacedNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  /** An SVG path. */
  readonly line: string;
  readonly label: { readonly x: number; readonly y: number; readonly width: number } | null;
}
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** How wide texts are drawn, about. */
export interface Widths {
  readonly node: (name: string) => number;
  readonly label: (from: string, to: string) => number;
}

const OPTIONS = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'SPLINES',
  'elk.spacing.nodeNode': '28',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeLabel': '4',
  'elk.layered.spacing.nodeNodeBetweenLayers': '36',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.padding': '[top=8,left=8,bottom=8,right=8]',
};

/** On the arrow itself: beside it, it would seem to belong to the next one. */
const LABELS = { 'elk.edgeLabels.inline': 'true', 'elk.edgeLabels.placement': 'CENTER' };

const edgeOf = (from: string, to: string, width: number): ElkExtendedEdge => ({
  id: JSON.stringify([from, to]),
  sources: [from],
  targets: [to],
  labels: width === 0 ? [] : [{ id: `${from} ${to}`, text: ' ', width, height: LABEL_HEIGHT, layoutOptions: LABELS }],
});

const graphOf = ({ nodes, edges, start, end }: Visible, widths: Widths): ElkNode => ({
  id: 'paths',
  layoutOptions: OPTIONS,
  children: [
    ...(start.length > 0
      ? [{ id: BEGIN, width: 64, height: 26, layoutOptions: { 'elk.layered.layering.layerConstraint': 'FIRST' } }]
      : []),
    ...nodes.map(({ name }) => ({ id: `n${name}`, width: widths.node(name), height: NODE_HEIGHT })),
    ...(end.length > 0
      ? [{ id: END, width: 64, height: 26, layoutOptions: { 'elk.layered.layering.layerConstraint': 'LAST' } }]
      : []),
  ],
  edges: [
    ...start.map(({ name }) => edgeOf(BEGIN, `n${name}`, 0)),
    ...edges.map(({ from, to }) => edgeOf(`n${from}`, `n${to}`, widths.label(from, to))),
    ...end.map(({ name }) => edgeOf(`n${name}`, END, 0)),
  ],
});

interface Point {
  readonly x: number;
  readonly y: number;
}
const at = ({ x, y }: Point): string => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/** Splines come as groups of three: two that guide the curve, and where it goes through. */
const lineOf = (start: Point, bends: readonly Point[], end: Point): string => {
  const points = [...bends, end];
  let line = `M${at(start)}`;
  let place = 0;
  for (; place + 2 < points.length; place += 3)
    line += `C${points
      .slice(place, place + 3)
      .map(at)
      .join(' ')}`;
  for (; place < points.length; place++) line += `L${at(points[place] as Point)}`;
  return line;
};

const placedEdges = (edges: readonly ElkExtendedEdge[]): PlacedEdge[] =>
  edges.flatMap(({ sources, targets, sections = [], labels = [] }) => {
    const [section] = sections;
    const [label] = labels;
    if (!section) return [];
    return [
      {
        from: sources[0] as string,
        to: targets[0] as string,
        line: lineOf(section.startPoint, section.bendPoints ?? [], section.endPoint),
        label: label ? { x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0 } : null,
      },
    ];
  });

let engine: Promise<InstanceType<typeof ELK>> | null = null;
/** Fetched when the first graph is drawn: it is larger than the rest of the page. */
const loadEngine = () => {
  engine ??= import('elkjs/lib/elk.bundled.js').then(({ default: Engine }) => new Engine());
  return engine;
};

/** Places the steps of a graph in layers, from where paths begin down to where they end. */
export const layoutGraph = async (visible: Visible, widths: Widths): Promise<Layout> => {
  const placed = await (await loadEngine()).layout(graphOf(visible, widths));
  return {
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    nodes: (placed.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }) => ({ id, x, y, width, height })),
    edges: placedEdges(placed.edges ?? []),
  };
};
