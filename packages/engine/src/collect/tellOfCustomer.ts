import { type Interaction, OUTBOUND_EVENTS, writeInteractions } from '@parcours/core';
import type { Log, Transaction } from '../ports.js';

/** An identifier of a customer. */
export interface Identifier {
  readonly kind: 'user' | 'anonymous';
  readonly value: string;
}

/** Something that is told of a customer by us, not by what watches them. */
export interface Happening {
  readonly workspace: string;
  readonly who: Identifier;
  /** The same for the same happening: it counts once [POS-2]. */
  readonly id: string;
  /** "track" unless said otherwise. */
  readonly type?: 'track' | 'identify';
  readonly event: string;
  readonly at: number;
  readonly properties: Interaction['properties'];
  /** Whether it is our doing; by its name unless said. */
  readonly outbound?: boolean;
}

/** [SEND-4] What is told of a customer is part of their history, written with what made it so. */
export const tellOfCustomer = async (
  log: Pick<Log, 'appendIn'>,
  sql: Transaction,
  { workspace, who, id, type = 'track', event, at, properties, outbound = OUTBOUND_EVENTS.has(event) }: Happening,
): Promise<void> => {
  const told: Interaction = {
    ...{ messageId: id, type, time: at, event, properties, context: {} },
    userId: who.kind === 'user' ? who.value : null,
    anonymousId: who.kind === 'anonymous' ? who.value : null,
    ...{ previousId: null, groupId: null, outbound },
  };
  const entry = { workspaceId: workspace, receivedAt: at, imported: false, size: 1, text: writeInteractions([told]) };
  await log.appendIn(sql, [entry]);
};
