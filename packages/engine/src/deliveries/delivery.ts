import type { MessageChannel } from '@parcours/core';
import type { Templates } from '../contents/templates.js';
import type { Clock, Log, OperationalStore } from '../ports.js';
import type { Mailer } from '../subscriptions/mailer.js';

export interface SendPorts {
  readonly operational: OperationalStore;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly templates: Templates;
  /** What links and ids are signed with. */
  readonly secret: string;
  /** The address of this installation, without a slash at its end. */
  readonly base: () => string;
  readonly onError: (where: string, error: unknown) => void;
}

/** A message somebody works on. Instants in ms. */
export interface Claimed {
  readonly workspace: string;
  readonly id: string;
  readonly cause: string;
  readonly customer: string;
  readonly purpose: string;
  readonly content: string;
  readonly tries: number;
  /** When it was to leave. */
  readonly due: number;
  /** When the claim lapses; it also tells one claim from another. */
  readonly claim: number;
  readonly origin: 'flow' | 'broadcast';
  readonly origin_id: string;
  readonly node: string | null;
}

export const CHANNEL: MessageChannel = 'email';
