import type { TailItem, TailNews } from '@parcours/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { sessionQuery } from '../../api/queries.js';
import { useWorkspace } from '../../session/workspace.js';

/** Rows kept; older ones leave. */
export const MOST_SHOWN = 200;
const RATE_SECONDS = 5;
const AGAIN_MS = 3_000;

export interface TailFilters {
  event: string;
  type: string | null;
  customer: string;
}
export type Shown = TailItem & { key: string };
export interface TailState {
  items: readonly Shown[];
  /** Arrived while paused, and not shown yet. */
  held: readonly Shown[];
  heldCount: number;
  dropped: number;
  /** Everything that arrived since the page opened, shown or not. */
  arrived: number;
}
const NOTHING: TailState = { items: [], held: [], heldCount: 0, dropped: 0, arrived: 0 };

const newest = (first: readonly Shown[], then: readonly Shown[]): readonly Shown[] =>
  first.length === 0 ? then : [...first, ...then].slice(0, MOST_SHOWN);

export const withNews = (state: TailState, news: TailNews, { paused = false, stream = 0 } = {}): TailState => {
  const came = news.items.map((item): Shown => ({ ...item, key: `${stream}-${item.n}` }));
  const arrived = state.arrived + news.accepted + news.refused;
  const dropped = state.dropped + news.dropped;
  if (!paused) return { ...state, items: newest(came, state.items), arrived, dropped };
  return { ...state, held: newest(came, state.held), heldCount: state.heldCount + came.length, arrived, dropped };
};

export const resumed = (state: TailState): TailState => ({
  ...state,
  items: newest(state.held, state.items),
  held: [],
  heldCount: 0,
});

const addressOf = (workspace: string, { event, type, customer }: TailFilters): string => {
  const query = new URLSearchParams({ workspace });
  if (event !== '') query.set('event', event);
  if (type !== null) query.set('type', type);
  if (customer !== '') query.set('customer', customer);
  return `/api/tail?${query}`;
};

/** The average of the last seconds, told once a second while anything moves. */
const useRate = (arrived: number): number => {
  const [rate, setRate] = useState(0);
  const latest = useRef(arrived);
  latest.current = arrived;
  useEffect(() => {
    const seen = [latest.current];
    const timer = setInterval(() => {
      seen.push(latest.current);
      if (seen.length > RATE_SECONDS + 1) seen.shift();
      const [first = 0] = seen;
      setRate((latest.current - first) / (seen.length - 1));
    }, 1_000);
    return () => clearInterval(timer);
  }, []);
  return rate;
};

/** What arrives, live. The stream is asked for again when it breaks, and ends with the page. */
export const useTail = (filters: TailFilters) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const [state, setState] = useState(NOTHING);
  const [status, setStatus] = useState<'connecting' | 'open' | 'lost'>('connecting');
  const [paused, setPaused] = useState(false);
  const isPaused = useRef(false);
  const address = addressOf(workspace.id, filters);
  const streams = useRef(0);
  useEffect(() => {
    let source: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    setState(NOTHING);
    const open = () => {
      source = new EventSource(address);
      source.addEventListener('open', () => {
        streams.current += 1;
        setStatus('open');
      });
      source.addEventListener('message', ({ data }) => {
        const news = JSON.parse(data) as TailNews;
        const stream = streams.current;
        setState((now) => withNews(now, news, { paused: isPaused.current, stream }));
      });
      source.addEventListener('error', () => {
        setStatus('lost');
        // Refused for good, as when the session ended: ask who is here, and try again later.
        if (source.readyState !== EventSource.CLOSED) return;
        void queries.invalidateQueries(sessionQuery);
        timer = setTimeout(open, AGAIN_MS);
      });
    };
    open();
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [address, queries]);
  const pause = (next: boolean) => {
    isPaused.current = next;
    setPaused(next);
    if (!next) setState(resumed);
  };
  return { ...state, status, paused, pause, rate: useRate(state.arrived) };
};
