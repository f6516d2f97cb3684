import { FLOW_TEMPLATES, waysOf } from '@parcours/core';
import { describe, expect, it } from 'vitest';
import { insert, lead, remove } from './edit.js';
import { drawFlow, NODE } from './layout.js';

const overlaps = (flow: (typeof FLOW_TEMPLATES)[number]): number => {
  const { boxes } = drawFlow(flow);
  const pairs = boxes.flatMap((one, at) => boxes.slice(at + 1).map((other) => [one, other] as const));
  return pairs.filter(([a, b]) => Math.abs(a.x - b.x) < NODE.width && Math.abs(a.y - b.y) < NODE.height).length;
};

describe('a flow drawn and edited', () => {
  it('draws every node once, none over another, each below what leads to it', () => {
    for (const flow of FLOW_TEMPLATES) {
      const { boxes, edges } = drawFlow(flow);
      expect(boxes.map(({ id }) => id).sort()).toEqual(flow.nodes.map(({ id }) => id).sort());
      expect([flow.id, overlaps(flow)]).toEqual([flow.id, 0]);
      for (const { from, to } of edges) expect(to.y).toBeGreaterThan(from.y);
      expect(edges).toHaveLength(flow.nodes.reduce((sum, node) => sum + waysOf(node).length, 0));
    }
  });
  it('puts a node between two, takes it out again, and leaves the flow as it was', () => {
    for (const flow of FLOW_TEMPLATES)
      for (const node of flow.nodes)
        for (const { path } of waysOf(node)) {
          const { flow: grown, id } = insert(flow, { node: node.id, path }, 'wait');
          expect([grown.nodes.length, overlaps(grown)]).toEqual([flow.nodes.length + 1, 0]);
          expect(JSON.stringify(remove(grown, id))).toBe(JSON.stringify(flow));
        }
  });
  it('keeps no node that nothing leads to, and always one', () => {
    const [flow] = FLOW_TEMPLATES as [(typeof FLOW_TEMPLATES)[number]];
    const { flow: left } = insert(flow, { node: null, path: [] }, 'exit');
    expect(left.nodes.map(({ kind }) => kind)).toEqual(['exit']);
    expect(remove(left, left.start)).toBe(left);
    expect(lead(flow, { node: null, path: [] }, 'guide').start).toBe('guide');
  });
});
