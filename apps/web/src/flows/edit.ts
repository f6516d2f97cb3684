import { type Flow, type FlowNode, type FlowNodeKind, reachedFrom, waysOf } from '@parcours/core';

/** A way out of a node, or the flow's beginning where `node` is null. */
export interface Spot {
  readonly node: string | null;
  readonly path: readonly (string | number)[];
}

const put = (value: unknown, path: readonly (string | number)[], to: unknown): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (Array.isArray(value)) return value.map((one, at) => (at === key ? put(one, rest, to) : one));
  const object = value as Record<string, unknown>;
  return { ...object, [key]: put(object[key], rest, to) };
};

const targetAt = ({ start, nodes }: Flow, { node, path }: Spot): string | undefined => {
  if (node === null) return start;
  const found = nodes.find(({ id }) => id === node);
  return found && waysOf(found).find((way) => way.path.join('.') === path.join('.'))?.to;
};

/** Leads a way elsewhere; undefined to the end. */
export const lead = (flow: Flow, { node, path }: Spot, to: string | undefined): Flow =>
  node === null
    ? { ...flow, start: to ?? flow.start }
    : { ...flow, nodes: flow.nodes.map((one) => (one.id === node ? (put(one, path, to) as FlowNode) : one)) };

const freeId = ({ nodes }: Flow, kind: string): string => {
  const taken = new Set(nodes.map(({ id }) => id));
  const base = kind.toLowerCase();
  for (let n = 1; ; n += 1) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
};

const newNode = (kind: FlowNodeKind, id: string, next: string | undefined): FlowNode => {
  switch (kind) {
    case 'wait':
      return { id, kind, for: 'P1D', next };
    case 'until':
      return { id, kind, at: '09:00', next };
    case 'date':
      return { id, kind, trait: 'birthday', days: 0, at: '09:00', next };
    case 'waitFor':
      return { id, kind, event: { event: 'Order Completed' }, timeout: 'P7D', next };
    case 'branch':
      return { id, kind, paths: [{ rule: { did: { event: 'Order Completed' } }, next }] };
    case 'split':
      return { id, kind, paths: [{ share: 50, next }, { share: 50 }] };
    case 'message':
      return { id, kind, content: 'none', purpose: 'marketing', next };
    case 'trait':
      return { id, kind, trait: 'trait', value: true, next };
    case 'flow':
      return { id, kind, flow: 'none', next };
    case 'exit':
      return { id, kind };
  }
};

const sweep = (flow: Flow): Flow => {
  const reached = reachedFrom(flow.start, flow.nodes);
  return { ...flow, nodes: flow.nodes.filter(({ id }) => reached.has(id)) };
};

/** A new node where a way leads now; what came there comes after it. */
export const insert = (flow: Flow, spot: Spot, kind: FlowNodeKind): { flow: Flow; id: string } => {
  const id = freeId(flow, kind);
  const next = targetAt(flow, spot);
  const grown = { ...flow, nodes: [...flow.nodes, newNode(kind, id, next)] };
  return { flow: sweep(lead(grown, spot, id)), id };
};

/** Without a node: whatever led to it leads to what came first after it. */
export const remove = (flow: Flow, id: string): Flow => {
  const gone = flow.nodes.find((one) => one.id === id);
  if (!gone || flow.nodes.length === 1) return flow;
  const after = waysOf(gone)[0]?.to;
  const before = flow.nodes.flatMap((one) =>
    waysOf(one)
      .filter(({ to }) => to === id)
      .map(({ path }): Spot => ({ node: one.id, path })),
  );
  const led = before.reduce((now, spot) => lead(now, spot, after), flow);
  const start = flow.start === id ? after : flow.start;
  return start === undefined ? flow : sweep({ ...led, start, nodes: led.nodes.filter((one) => one.id !== id) });
};

export const replace = (flow: Flow, node: FlowNode): Flow =>
  sweep({ ...flow, nodes: flow.nodes.map((one) => (one.id === node.id ? node : one)) });
