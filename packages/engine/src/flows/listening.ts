import {
  type Changes,
  eventBegins,
  type JsonObject,
  type Movement,
  movementBegins,
  type Trigger,
  trackOf,
} from '@parcours/core';
import type { Sql } from '../ports.js';
import { selectListening } from './listening.sql.js';

/** Something that begins a flow for a customer, before it is written. */
export interface FlowCause {
  readonly w: string;
  readonly c: string;
  readonly f: string;
  /** What it is, by a name that the same thing dated anew has, too. */
  readonly b: string;
  readonly a: number;
  readonly d: { readonly by?: 'time'; readonly message?: string };
}

interface Listener {
  readonly id: string;
  readonly trigger: Trigger;
}
const NOBODY: readonly Listener[] = [];

/** [FLOW-7] The name of a movement, whenever it is dated. */
const nameOf = ({ model, value, from, to }: Movement): string =>
  `moved ${trackOf(model)} ${value} ${from ?? ''} ${to ?? ''}`;

const begunBy = (listeners: readonly Listener[], w: string, c: string, movement: Movement): FlowCause[] =>
  listeners
    .filter(({ trigger }) => movementBegins(trigger, movement))
    .map(({ id }) => ({
      ...{ w, c, f: id, b: nameOf(movement), a: movement.at },
      d: movement.cause.by === 'time' ? { by: 'time' } : { message: movement.cause.messageId },
    }));

/** What active flows wait for, as the reader of the log asks it; nothing is paid for where there is none. */
export class Listening {
  private byWorkspace = new Map<string, readonly Listener[]>();

  constructor(private readonly sql: Sql) {}

  /** Called once what is to be listened to was read: a flow that was active before something happened hears of it. */
  async refresh(): Promise<void> {
    const rows = await this.sql.query<Listener & { workspace_id: string }>(selectListening);
    const found = new Map<string, Listener[]>();
    for (const { workspace_id: workspace, id, trigger } of rows)
      found.set(workspace, [...(found.get(workspace) ?? []), { id, trigger }]);
    this.byWorkspace = found;
  }

  /** Whether any flow is active in a workspace. */
  in(workspaceId: string): boolean {
    return this.byWorkspace.has(workspaceId);
  }

  /** What movements begin. */
  moved(w: string, c: string, { added }: Pick<Changes, 'added'>): FlowCause[] {
    const listeners = this.byWorkspace.get(w) ?? NOBODY;
    return listeners.length === 0 ? [] : added.flatMap((movement) => begunBy(listeners, w, c, movement));
  }

  /** Whether some flow waits for an event of this name: its properties need be read then. */
  hears(w: string, event: string): boolean {
    return (this.byWorkspace.get(w) ?? NOBODY).some(
      ({ trigger }) => trigger.kind === 'event' && trigger.event === event,
    );
  }

  /** What an interaction begins. */
  happened(
    w: string,
    c: string,
    { event, messageId, time, properties }: { event: string; messageId: string; time: number; properties: JsonObject },
  ): FlowCause[] {
    return (this.byWorkspace.get(w) ?? NOBODY)
      .filter(({ trigger }) => eventBegins(trigger, event, properties))
      .map(({ id }) => ({ w, c, f: id, b: `did ${messageId}`, a: time, d: { message: messageId } }));
  }
}
