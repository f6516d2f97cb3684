import { MAIL_LEASE, MailError } from '../subscriptions/mailer.js';
import * as text from './deliveries.sql.js';
import { CHANNEL, type Claimed, type SendPorts } from './delivery.js';
import { noteLater, noteReleased, noteSent, noteSkipped, noteTrouble } from './noteDelivery.js';
import { openRenderers, type Ready, type Renderers, readyDelivery, refusalOf } from './readyDelivery.js';

/** Longer than making some messages ready takes: after it, a claim is whoever's who comes. */
export const SEND_LEASE = 120_000;
/** How many are claimed together, for each that is sent at the same time. */
const CLAIMED_EACH = 10;

/** What is shared while some messages are sent. */
interface Batch {
  readonly renderers: Renderers;
  /** Whether the channel was found out of order: the rest is not tried. */
  isDown: boolean;
  readonly isStopping: () => boolean;
}

/** [SEND-1] The claim under which a message is handed over; null where it may not be, or is not ours any more. */
const beginHanding = async (ports: SendPorts, one: Claimed, ready: Ready): Promise<Claimed | null> => {
  const { workspace, id, claim } = one;
  const until = ports.clock.now() + MAIL_LEASE;
  const { basis, mail, hash } = ready;
  const row = [workspace, id, claim, until, basis, hash, mail.to];
  const [mine] = await ports.operational.query(text.beginHanding, row);
  if (mine) return { ...one, claim: until };
  const skip = await refusalOf(ports, one, { basis, hash });
  if (skip) await noteSkipped(ports, one, skip);
  // Their address has changed meanwhile, or somebody else has the claim.
  else await noteReleased(ports, one, ports.clock.now());
  return null;
};

const handOver = async (ports: SendPorts, batch: Batch, one: Claimed, ready: Ready): Promise<boolean> => {
  try {
    await ports.mailer.send(ready.mail);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    if (error.fate === 'channel') batch.isDown = true;
    await noteTrouble(ports, one, ready.mail.to, error);
    return false;
  }
  await noteSent(ports, one, ready.who);
  return true;
};

/** What goes wrong unforeseen before a message is handed over is tried again; after that it lapses into "unsure". */
const deliver = async (ports: SendPorts, batch: Batch, one: Claimed): Promise<boolean> => {
  let handing: Claimed | null = null;
  try {
    if (batch.isDown || batch.isStopping()) {
      await noteReleased(ports, one, ports.clock.now());
      return false;
    }
    const ready = await readyDelivery(ports, batch.renderers, one);
    if ('skip' in ready) {
      await noteSkipped(ports, one, ready.skip);
      return false;
    }
    handing = await beginHanding(ports, one, ready);
    return handing !== null && (await handOver(ports, batch, handing, ready));
  } catch (error) {
    ports.onError('deliveries', error);
    // Should that fail too, the claim lapses.
    if (handing === null) await noteLater(ports, one, 'error').catch(() => undefined);
    return false;
  }
};

/** Does work on each, so many at the same time. */
const eachOf = async <T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<unknown>): Promise<void> => {
  const rest = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
};

/**
 * [SEND-1] Sends what is due: claimed, checked, said to be handed over, handed over, said to be sent. Whoever is killed in
 * between leaves a claim that lapses; what a mail server may have taken by then is "unsure", and not sent twice.
 * @returns how many were sent
 */
export const sendDeliveries = async (ports: SendPorts, isStopping: () => boolean = () => false): Promise<number> => {
  const { operational: sql, clock, mailer } = ports;
  await sql.query(text.noteUnsure, [clock.now()]);
  let sent = 0;
  while (mailer.from !== null && !isStopping()) {
    const now = clock.now();
    const most = mailer.atOnce * CLAIMED_EACH;
    const claimed = await sql.query<Claimed>(text.claimDue, [now, now + SEND_LEASE, CHANNEL, most]);
    if (claimed.length === 0) break;
    const batch: Batch = { renderers: openRenderers(ports), isDown: false, isStopping };
    await eachOf(claimed, mailer.atOnce, async (one) => {
      if (await deliver(ports, batch, one)) sent += 1;
    });
  }
  return sent;
};
