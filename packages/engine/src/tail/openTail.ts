import { readInteractions, type TailItem, type TailNews } from '@parcours/core';
import type { LogAppender } from '../collect/logAppender.js';
import type { RejectedEvent, Rejections } from '../collect/rejections.js';
import { DomainError, type LogEntry } from '../ports.js';
import type { TailFilter } from './tailFilter.js';

/** Items kept for a viewer between two readings; older ones are dropped, and counted. */
export const MOST_KEPT = 200;
/** Interactions looked at between two readings; under more load the rest is only counted. */
const MOST_LOOKED_AT = 4_000;
const MOST_VIEWERS = 50;

export interface Viewer {
  /** What arrived since the last reading; null when nothing did. Bounded whatever arrives. */
  take(): TailNews | null;
  stop(): void;
}

export interface Tail {
  /** @throws DomainError tail.viewers (429) when too many watch */
  watch(workspaceId: string, filter: TailFilter): Viewer;
  /** How many watch: with none, arrivals cost nothing. */
  viewers(): number;
}

interface Sources {
  readonly appender: Pick<LogAppender, 'onAppended'>;
  readonly rejections: Pick<Rejections, 'onRecorded'>;
}

const iso = (ms: number): string => new Date(ms).toISOString();

type Unnumbered<T> = T extends unknown ? Omit<T, 'n'> : never;

class Watching {
  private items: TailItem[] = [];
  private looked = 0;
  private accepted = 0;
  private refused = 0;
  private dropped = 0;
  private number = 0;

  constructor(
    private readonly workspaceId: string,
    private readonly filter: TailFilter,
  ) {}

  private keep(item: Unnumbered<TailItem>): void {
    this.items.push({ ...item, n: ++this.number });
    // Trimmed now and then rather than one by one: shifting a list for each arrival would cost more than the rest.
    if (this.items.length < MOST_KEPT * 2) return;
    this.dropped += this.items.length - MOST_KEPT;
    this.items = this.items.slice(-MOST_KEPT);
  }

  hear(entries: readonly LogEntry[]): void {
    for (const { workspaceId, text, size, receivedAt, imported } of entries) {
      if (workspaceId !== this.workspaceId) continue;
      this.accepted += size;
      if (this.looked >= MOST_LOOKED_AT) {
        this.dropped += size;
        continue;
      }
      this.looked += size;
      for (const one of readInteractions(text)) {
        if (!this.filter.accepts(one)) continue;
        const { type, event, userId, anonymousId, time } = one;
        this.keep({
          ...{ what: 'accepted', at: iso(receivedAt), time: iso(time), type, event, userId, anonymousId, imported },
        });
      }
    }
  }

  hearRefused(events: readonly RejectedEvent[]): void {
    for (const { workspaceId, at, code, field, message } of events) {
      if (workspaceId !== this.workspaceId) continue;
      this.refused += 1;
      if (this.filter.refused) this.keep({ what: 'refused', at: iso(at), code, field, message });
    }
  }

  take(): TailNews | null {
    if (this.accepted + this.refused === 0) return null;
    const items = this.items.slice(-MOST_KEPT).reverse();
    const dropped = this.dropped + this.items.length - items.length;
    const news = { items, accepted: this.accepted, refused: this.refused, dropped };
    this.items = [];
    this.looked = this.accepted = this.refused = this.dropped = 0;
    return news;
  }
}

/**
 * Arrivals as they come, for whoever watches. It listens only while someone does, reads only their workspace, and keeps
 * a bounded number for each: what is more is counted as dropped.
 */
export const openTail = ({ appender, rejections }: Sources): Tail => {
  const watching = new Set<Watching>();
  let quit: (() => void)[] = [];
  const listen = (): void => {
    quit = [
      appender.onAppended((entries) => {
        for (const one of watching) one.hear(entries);
      }),
      rejections.onRecorded((events) => {
        for (const one of watching) one.hearRefused(events);
      }),
    ];
  };
  return {
    viewers: () => watching.size,
    watch: (workspaceId, filter) => {
      if (watching.size >= MOST_VIEWERS) {
        throw new DomainError('tail.viewers', 429, `At most ${MOST_VIEWERS} can watch at once; try again later.`, {
          retryAfter: 10,
        });
      }
      const one = new Watching(workspaceId, filter);
      if (watching.size === 0) listen();
      watching.add(one);
      return {
        take: () => one.take(),
        stop: () => {
          if (!watching.delete(one) || watching.size > 0) return;
          for (const end of quit.splice(0)) end();
        },
      };
    },
  };
};
