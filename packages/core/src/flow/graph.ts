import type { FlowNode } from './schema.js';

/** A way out of a node; `path` is where it stands below the node, and `to` absent where it leads to the end. */
export interface Way {
  readonly path: readonly (string | number)[];
  readonly to: string | undefined;
}

/** The ways out of a node, in the order drawn. */
export const waysOf = (node: FlowNode): readonly Way[] => {
  switch (node.kind) {
    case 'exit':
      return [];
    case 'split':
      return node.paths.map(({ next: to }, at) => ({ path: ['paths', at, 'next'], to }));
    case 'branch':
      return [
        ...node.paths.map(({ next: to }, at) => ({ path: ['paths', at, 'next'], to })),
        { path: ['otherwise'], to: node.otherwise },
      ];
    case 'waitFor':
    case 'date':
      return [
        { path: ['next'], to: node.next },
        { path: ['otherwise'], to: node.otherwise },
      ];
    default:
      return [{ path: ['next'], to: node.next }];
  }
};

/** The nodes of a flow by their ids. */
export const nodesById = (nodes: readonly FlowNode[]): ReadonlyMap<string, FlowNode> =>
  new Map(nodes.map((node) => [node.id, node]));

/** The ids of the nodes that can be reached, in the order first reached. */
export const reachedFrom = (start: string, nodes: readonly FlowNode[]): ReadonlySet<string> => {
  const byId = nodesById(nodes);
  const reached = new Set<string>();
  const visit = (id: string | undefined): void => {
    const node = id === undefined ? undefined : byId.get(id);
    if (!node || reached.has(node.id)) return;
    reached.add(node.id);
    for (const { to } of waysOf(node)) visit(to);
  };
  visit(start);
  return reached;
};

/** The ways that lead back to a node passed before: whoever takes one would go round for ever. */
export const waysBack = (nodes: readonly FlowNode[]): { readonly node: string; readonly way: Way }[] => {
  const byId = nodesById(nodes);
  const done = new Set<string>();
  const back: { node: string; way: Way }[] = [];
  const visit = (node: FlowNode, above: ReadonlySet<string>): void => {
    if (done.has(node.id)) return;
    const here = new Set(above).add(node.id);
    for (const way of waysOf(node)) {
      const to = way.to === undefined ? undefined : byId.get(way.to);
      if (!to) continue;
      if (here.has(to.id)) back.push({ node: node.id, way });
      else visit(to, here);
    }
    done.add(node.id);
  };
  for (const node of nodes) visit(node, new Set());
  return back;
};
