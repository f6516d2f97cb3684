import { type Flow, nodesById, waysOf } from '@parcours/core';
import type { Spot } from './edit.js';

export const NODE = { width: 232, height: 76 };
const GAP = { x: 28, y: 76 };
const END = { width: 96, height: 28 };

interface Box {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}
export interface Edge {
  readonly key: string;
  readonly spot: Spot;
  /** Which way out of its node it is. */
  readonly way: number;
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
  readonly ends: boolean;
  /** It comes in beside the way under which the node is drawn. */
  readonly joins: boolean;
}
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
}

/** How far down each node stands: below all that lead to it. */
const depthsOf = ({ start, nodes }: Flow): ReadonlyMap<string, number> => {
  const byId = nodesById(nodes);
  const depths = new Map<string, number>();
  const visit = (id: string | undefined, depth: number, above: readonly string[]): void => {
    const node = id === undefined ? undefined : byId.get(id);
    if (!node || above.includes(node.id)) return;
    if ((depths.get(node.id) ?? -1) >= depth) return;
    depths.set(node.id, depth);
    for (const { to } of waysOf(node)) visit(to, depth + 1, [...above, node.id]);
  };
  visit(start, 0, []);
  return depths;
};

/** Places each node below and between those it leads to; the first way that leads to a node is the one it is drawn under. */
export const drawFlow = (flow: Flow): Drawing => {
  const byId = nodesById(flow.nodes);
  const depths = depthsOf(flow);
  const boxes = new Map<string, Box>();
  const ends = new Map<string, number>();
  const joins = new Set<string>();
  const row = (depth: number): number => depth * (NODE.height + GAP.y);
  const place = (id: string, left: number): number => {
    const node = byId.get(id);
    if (!node) return left;
    boxes.set(id, { id, x: left, y: row(depths.get(id) ?? 0) });
    let right = left;
    const centres: number[] = [];
    for (const [way, { to }] of waysOf(node).entries()) {
      if (to !== undefined && boxes.has(to)) {
        joins.add(`${id} ${way}`);
        continue;
      }
      const begins = right;
      if (to === undefined || !byId.has(to)) {
        ends.set(`${id} ${way}`, begins + NODE.width / 2);
        right = begins + NODE.width + GAP.x;
      } else right = place(to, begins);
      const box = to === undefined ? undefined : boxes.get(to);
      centres.push(box ? box.x + NODE.width / 2 : begins + NODE.width / 2);
    }
    const [first = left + NODE.width / 2, last = first] = [centres[0], centres.at(-1)];
    boxes.set(id, { id, x: (first + last) / 2 - NODE.width / 2, y: row(depths.get(id) ?? 0) });
    return Math.max(right, left + NODE.width + GAP.x);
  };
  const width = place(flow.start, 0);
  const edges = [...boxes.values()].flatMap(({ id, x, y }) =>
    waysOf(byId.get(id) ?? { id, kind: 'exit' }).map(({ path, to }, way): Edge => {
      const from = { x: x + NODE.width / 2, y: y + NODE.height };
      const box = to === undefined ? undefined : boxes.get(to);
      const end = { x: ends.get(`${id} ${way}`) ?? from.x, y: from.y + GAP.y };
      const there = box ? { x: box.x + NODE.width / 2, y: box.y } : end;
      const key = `${id} ${way}`;
      return { key, spot: { node: id, path }, way, from, to: there, ends: !box, joins: joins.has(key) };
    }),
  );
  const height = Math.max(...[...boxes.values()].map(({ y }) => y), 0) + NODE.height + GAP.y + END.height;
  return { width: Math.max(NODE.width, width - GAP.x), height, boxes: [...boxes.values()], edges };
};
