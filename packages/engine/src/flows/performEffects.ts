import type { FlowEffect } from '@parcours/core';
import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { insertCause, insertMessage, selectIdentifier } from './runtime.sql.js';
import type { FlowWork } from './runtimePorts.js';

/** Of whom, and in which version of a flow, something is to be done. */
export interface Doing {
  readonly workspaceId: string;
  readonly flow: string;
  readonly version: number;
  readonly enrolment: string;
  readonly customer: string;
}

const askMessage = async (
  { sql, now, request }: FlowWork,
  { workspaceId, flow, version, enrolment, customer }: Doing,
  { cause, node, content, purpose }: Extract<FlowEffect, { kind: 'message' }>,
): Promise<void> => {
  const row = [workspaceId, cause, flow, version, node, enrolment, customer, content, now];
  const [first] = await sql.query(insertMessage, row);
  if (!first) return;
  const origin = { kind: 'flow', id: flow, node } as const;
  await request(sql, { workspace: workspaceId, cause, customer, content, channel: 'email', purpose, origin, at: now });
};

/** A trait is said of a customer as whoever identifies them says it, under the cause as its messageId [POS-2]. */
const sayTrait = async (
  { sql, log, now }: FlowWork,
  { workspaceId, customer }: Doing,
  { cause, trait, value }: Extract<FlowEffect, { kind: 'trait' }>,
): Promise<void> => {
  const [who] = await sql.query<Identifier>(selectIdentifier, [workspaceId, customer]);
  if (!who) return;
  await tellOfCustomer(log, sql, {
    ...{ workspace: workspaceId, who, id: cause, type: 'identify', event: 'Identified', at: now },
    ...{ properties: { [trait]: value }, outbound: true },
  });
};

/** [FLOW-1] Does what was decided, in the transaction that says that it was. */
export const performEffect = async (work: FlowWork, doing: Doing, effect: FlowEffect): Promise<void> => {
  switch (effect.kind) {
    case 'message':
      return askMessage(work, doing, effect);
    case 'trait':
      return sayTrait(work, doing, effect);
    case 'flow': {
      const cause = [doing.workspaceId, effect.flow, doing.customer, effect.cause, work.now];
      await work.sql.query(insertCause, cause);
    }
  }
};
