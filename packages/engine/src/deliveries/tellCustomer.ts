import { type Interaction, OUTBOUND_EVENTS, writeInteractions } from '@parcours/core';
import type { Log, Transaction } from '../ports.js';

/** An identifier of a customer. */
export interface Identifier {
  readonly kind: 'user' | 'anonymous';
  readonly value: string;
}

/** What happened with a message, as it is told of the customer. */
export interface Happening {
  readonly workspace: string;
  readonly who: Identifier;
  /** The same for the same happening: it counts once [POS-2]. */
  readonly id: string;
  readonly event: string;
  readonly at: number;
  readonly properties: Interaction['properties'];
}

/** [SEND-4] What happens with messages is part of the customer's history, written with what made it so. */
export const tellOfCustomer = async (
  log: Pick<Log, 'appendIn'>,
  sql: Transaction,
  { workspace, who, id, event, at, properties }: Happening,
): Promise<void> => {
  const told: Interaction = {
    ...{ messageId: id, type: 'track', time: at, event, properties, context: {} },
    userId: who.kind === 'user' ? who.value : null,
    anonymousId: who.kind === 'anonymous' ? who.value : null,
    ...{ previousId: null, groupId: null, outbound: OUTBOUND_EVENTS.has(event) },
  };
  const entry = { workspaceId: workspace, receivedAt: at, imported: false, size: 1, text: writeInteractions([told]) };
  await log.appendIn(sql, [entry]);
};
