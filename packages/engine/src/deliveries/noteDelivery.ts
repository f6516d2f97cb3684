import { holdFor, nextTry, type Skip } from '@parcours/core';
import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { suppressAddresses } from '../consents/suppressions.js';
import type { MailError } from '../subscriptions/mailer.js';
import * as text from './deliveries.sql.js';
import { CHANNEL, type Claimed, type SendPorts } from './delivery.js';

const ended = (
  { operational, clock }: SendPorts,
  { workspace, id, claim }: Claimed,
  state: 'failed' | 'skipped' | 'unsure',
  { reason = null, trouble = null }: { reason?: Skip | null; trouble?: string | null },
): Promise<unknown> => operational.query(text.noteEnded, [workspace, id, claim, state, reason, trouble, clock.now()]);

export const noteSkipped = (ports: SendPorts, one: Claimed, reason: Skip): Promise<unknown> =>
  ended(ports, one, 'skipped', { reason });

/** It goes back to those that are due at an instant, as if it had not been tried. */
export const noteReleased = (
  { operational }: SendPorts,
  { workspace, id, claim }: Claimed,
  at: number,
): Promise<unknown> => operational.query(text.noteWaiting, [workspace, id, claim, at, null, 1]);

/** Not now: later, but not for ever. */
export const noteLater = async (ports: SendPorts, one: Claimed, trouble: string): Promise<void> => {
  const { workspace, id, claim, tries } = one;
  const again = nextTry(tries, ports.clock.now());
  if (again === null) await ended(ports, one, 'failed', { trouble });
  else await ports.operational.query(text.noteWaiting, [workspace, id, claim, again, trouble, 0]);
};

const noteHeld = async ({ operational, clock }: SendPorts, one: Claimed, trouble: string): Promise<void> => {
  const now = clock.now();
  const [held] = await operational.query<{ failures: number }>(text.failuresOf, [CHANNEL]);
  const until = now + holdFor((held?.failures ?? 0) + 1);
  await operational.query(text.holdChannel, [CHANNEL, now + holdFor(1), trouble, until, now]);
  await operational.query(text.noteWaiting, [one.workspace, one.id, one.claim, now, trouble, 1]);
};

/** [SEND-3] What the channel could not do now waits; what the address will never take ends, and the address with it. */
export const noteTrouble = async (ports: SendPorts, one: Claimed, to: string, error: MailError): Promise<void> => {
  const { operational: sql, clock, secret } = ports;
  switch (error.fate) {
    case 'channel':
      return noteHeld(ports, one, error.trouble);
    case 'later':
      return noteLater(ports, one, error.trouble);
    case 'unsure':
      await ended(ports, one, 'unsure', { trouble: error.trouble });
      return;
    case 'never':
      await ended(ports, one, 'failed', { trouble: error.trouble });
      return;
    case 'address': {
      await ended(ports, one, 'failed', { trouble: error.trouble });
      const at = clock.now();
      const bounced = { workspaceId: one.workspace, channel: CHANNEL, addresses: [to], reason: 'bounced' as const, at };
      await suppressAddresses(sql, secret, bounced);
    }
  }
};

/** [SEND-4] Says that it was sent, in the customer's history too; of who was erased meanwhile nothing is said. */
export const noteSent = ({ operational, log, clock }: SendPorts, one: Claimed, who: Identifier): Promise<void> =>
  operational.transaction(async (sql) => {
    const { workspace, id, content, purpose, origin, origin_id, node } = one;
    const at = clock.now();
    const noted = await sql.query(text.noteSent, [workspace, id, at]);
    await sql.query(text.freeChannel, [CHANNEL]);
    if (noted.length === 0) return;
    const properties = { delivery: id, content, purpose, origin, origin_id, ...(node === null ? {} : { node }) };
    await tellOfCustomer(log, sql, { workspace, who, id: `delivery:${id}:sent`, event: 'Email Sent', at, properties });
  });
