import type { Opening } from '@parcours/core';

interface OpeningsAsked {
  readonly model: string | null;
  readonly persona?: string | undefined;
  readonly segment?: string | undefined;
  /** First and last day, both included. */
  readonly from: string;
  readonly to: string;
}

/** Addresses of the people, or the view, behind each number of a week. */
export const openingsOf = ({ model, persona, segment, from, to }: OpeningsAsked) => {
  const shared = {
    ...(model === null ? {} : { model }),
    ...{ from, to },
    ...(persona ? { persona } : {}),
    ...(segment ? { segment } : {}),
  };
  const steps = (event: string) => JSON.stringify([[{ event }]]);
  return {
    moved: (moved: string, stage?: string, destination?: string): Opening => ({
      view: 'customers',
      query: { ...shared, moved, ...(stage ? { stage } : {}), ...(destination ? { destination } : {}) },
    }),
    standing: (stage: string): Opening => ({
      view: 'customers',
      query: { ...(model === null ? {} : { model }), stage },
    }),
    active: (): Opening => ({ view: 'activity', query: shared }),
    orders: (event: string): Opening => ({ view: 'funnel', query: { ...shared, steps: steps(event) } }),
    buyers: (event: string): Opening => ({
      view: 'cohorts',
      query: { ...shared, by: 'week', start: JSON.stringify({ rule: { did: { event } } }) },
    }),
  };
};
