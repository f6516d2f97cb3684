import type { Flow, FlowWalk, Run } from '@parcours/core';

type Step = FlowWalk['steps'][number];
const iso = (time: number): string => new Date(time).toISOString();
const step = (at: number, node: string | null, what: Step['what'], over: Partial<Step> = {}): Step => ({
  at: iso(at),
  node,
  what,
  detail: null,
  way: null,
  ...over,
});

/** A run told step by step, in the order of time. */
export const stepsOf = ({ nodes }: Flow, { begun, refused, passed, waits, messages, enrolment }: Run): Step[] => {
  if (refused) return [step(begun, null, 'refused', { detail: refused })];
  const place = (id: string): number => nodes.findIndex((one) => one.id === id);
  const between = [
    ...waits.map(({ node, at, until }) => ({
      at,
      order: 1,
      told: step(at, node, 'waits', { detail: until === null ? null : iso(until) }),
    })),
    ...passed.map(({ node, at, way, held }) => {
      const sent = messages.find((one) => one.node === node);
      const what = held ? 'held' : sent ? 'sends' : 'passes';
      return { at, order: 0, told: step(at, node, what, { way, detail: held ?? sent?.content ?? null }) };
    }),
  ].sort((a, b) => a.at - b.at || a.order - b.order || place(a.told.node ?? '') - place(b.told.node ?? ''));
  const { node, since, outcome } = enrolment;
  const end = node === null ? [step(since, null, 'ends', { detail: outcome })] : [];
  return [step(begun, null, 'begins'), ...between.map(({ told }) => told), ...end];
};
