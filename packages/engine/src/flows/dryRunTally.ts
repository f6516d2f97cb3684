import { type Flow, type FlowDryRun, localDay, type Run, waysOf } from '@parcours/core';

const EXAMPLES = 6;

interface Tried {
  readonly id: string;
  readonly reachable: boolean;
  readonly runs: readonly Run[];
}
type Found = Omit<FlowDryRun, 'problems' | 'days' | 'from' | 'to' | 'of' | 'examples'>;

const more = (map: Map<string, number>, key: string, by = 1): void => void map.set(key, (map.get(key) ?? 0) + by);

const nodesOf = ({ nodes }: Flow) => {
  const counts = new Map(
    nodes.map((node) => [node.id, { waiting: 0, passed: 0, held: 0, ways: waysOf(node).map(() => 0) }]),
  );
  const add = ({ passed, enrolment }: Run): void => {
    for (const { node, way, held } of passed) {
      const one = counts.get(node);
      if (!one) continue;
      one.passed += 1;
      if (held) one.held += 1;
      if (way < one.ways.length) one.ways[way] = (one.ways[way] ?? 0) + 1;
    }
    const there = enrolment.node === null ? undefined : counts.get(enrolment.node);
    if (there) there.waiting += 1;
  };
  return { counts, add };
};

/** Counts what came of trying a flow on one customer after another. */
export const newDryRunTally = (flow: Flow, zone: string) => {
  const nodes = nodesOf(flow);
  const refused = { audience: 0, reentry: 0, holdout: 0 };
  const outcomes = new Map<string, number>();
  const perDay = new Map<string, number>();
  const sums = { looked: 0, people: 0, runs: 0, sent: 0, written: 0, most: 0, unreachable: 0 };
  const ids: { id: string; messages: number }[] = [];
  const addRun = (run: Run): number => {
    if (run.refused) {
      refused[run.refused] += 1;
      return 0;
    }
    nodes.add(run);
    sums.runs += 1;
    if (run.enrolment.outcome) more(outcomes, run.enrolment.outcome);
    for (const { at } of run.messages) more(perDay, localDay(at, zone));
    return run.messages.length;
  };
  return {
    add: ({ id, reachable, runs }: Tried): void => {
      sums.looked += 1;
      const messages = runs.reduce((sum, run) => sum + addRun(run), 0);
      if (runs.some((run) => run.refused === null)) sums.people += 1;
      if (messages === 0) return;
      sums.sent += messages;
      sums.written += 1;
      sums.most = Math.max(sums.most, messages);
      if (!reachable) sums.unreachable += 1;
      if (ids.length < EXAMPLES) ids.push({ id, messages });
    },
    result: (): Found & { ids: typeof ids } => ({
      looked: sums.looked,
      begun: { people: sums.people, runs: sums.runs },
      refused,
      nodes: [...nodes.counts].map(([node, one]) => ({ node, ...one })),
      outcomes: [...outcomes].map(([outcome, people]) => ({ outcome, people })),
      messages: {
        sent: sums.sent,
        people: sums.written,
        most: sums.most,
        unreachable: sums.unreachable,
        perDay: [...perDay].sort().map(([day, messages]) => ({ day, messages })),
      },
      ids,
    }),
  };
};
