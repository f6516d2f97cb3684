import { isChange } from '@parcours/core';
import { type Actor, type Sql, writeAudit } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import { isPermission } from './access.js';
import type { Gate } from './gate.js';
import { changes } from './origin.js';

/** What a route adds to the entry it leaves: no secrets, and nothing of a customer. */
export interface Note {
  /** Where it happened, if not in the viewer's workspace. */
  readonly workspaceId?: string | null | readonly string[];
  readonly by?: Actor;
  /** What it was done to; the id of the address when absent. */
  readonly subject?: string | null;
  readonly before?: object | null;
  readonly after?: object | null;
  /** One entry for all requests that say the same, such as the parts of one import. */
  readonly once?: string;
}

/** The audit log as routes see it. */
export interface Audit {
  /**
   * Tells more about what a request has changed; the entry itself is written whether or not anything is told. Told as soon
   * as the change is made, so that a failure afterwards does not hide it.
   */
  note(request: FastifyRequest, note: Note): void;
  /** Writes the entry of a request that changed something, before it is answered [ACCESS-5]. */
  record(request: FastifyRequest, status: number): Promise<void>;
}

const ONCE_FOR = 10 * 60_000;
const MOST_REMEMBERED = 1_000;

/** Says whether something was said lately; saying it again keeps it so. */
const rememberLately = (now: () => number) => {
  const until = new Map<string, number>();
  return (text: string): boolean => {
    const known = (until.get(text) ?? 0) > now();
    until.delete(text);
    if (until.size >= MOST_REMEMBERED) until.delete(until.keys().next().value as string);
    until.set(text, now() + ONCE_FOR);
    return known;
  };
};

/**
 * Questions, sessions and refusals leave no entry, unless there is something to tell; all else that may change something
 * does, also what failed on our side half-way.
 */
const leavesEntry = (request: FastifyRequest, status: number, note: Note | undefined): boolean => {
  const { needs, changes: said } = request.routeOptions.config;
  if (note) return true;
  if (status >= 400 && status < 500) return false;
  if (!changes(request) || said === false || needs === undefined || needs === 'anyone') return false;
  return isPermission(needs) ? isChange(needs) : true;
};

/** The id of the address, except a customer's, which may be their e-mail. */
const subjectOf = ({ params, routeOptions }: FastifyRequest): string | null => {
  if (routeOptions.url?.startsWith('/api/customers')) return null;
  const { id } = (params ?? {}) as { id?: unknown };
  return typeof id === 'string' ? id : null;
};

const COMMAND: Actor = { kind: 'command', id: null, name: 'command line' };

export const createAudit = ({
  sql,
  gate,
  now,
}: {
  sql: Sql;
  gate: Pick<Gate, 'knownAsker'>;
  now: () => number;
}): Audit => {
  const notes = new WeakMap<FastifyRequest, Note>();
  const recorded = new WeakSet<FastifyRequest>();
  const saidLately = rememberLately(now);
  return {
    note: (request, note) => void notes.set(request, note),
    record: async (request, status) => {
      const note = notes.get(request);
      if (!leavesEntry(request, status, note)) return;
      // An error made while answering comes this way again.
      if (recorded.has(request)) return;
      recorded.add(request);
      if (note?.once !== undefined && saidLately(note.once)) return;
      const asker = gate.knownAsker(request);
      const here = asker && 'workspaceId' in asker ? asker.workspaceId : null;
      const { action } = request.routeOptions.config;
      const places = [note?.workspaceId === undefined ? here : note.workspaceId].flat();
      for (const workspaceId of places) {
        await writeAudit(
          { sql },
          {
            workspaceId,
            by: note?.by ?? asker?.actor ?? COMMAND,
            action: action ?? `${request.method} ${request.routeOptions.url ?? ''}`,
            subject: note?.subject === undefined ? subjectOf(request) : note.subject,
            before: note?.before,
            after: note === undefined && status >= 500 ? { failed: true } : note?.after,
          },
        );
      }
    },
  };
};
