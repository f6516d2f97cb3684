import { type Identifier, tellOfCustomer } from '../collect/tellOfCustomer.js';
import { identifierOf } from '../customers/customers.sql.js';
import { type Clock, DomainError, type Log, type OperationalStore } from '../ports.js';
import * as text from './deliveries.sql.js';
import { readFollowedLink, readOpenLink } from './messageLinks.js';

export interface FollowPorts {
  readonly operational: OperationalStore;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  readonly secret: string;
}
interface Which {
  readonly workspace: string;
  readonly delivery: string;
}
interface Told {
  readonly content: string;
  readonly purpose: string;
  readonly origin: string;
  readonly origin_id: string;
  readonly node: string | null;
  readonly customer: string;
}

const EVENTS = { opened: 'Email Opened', clicked: 'Email Link Clicked', unsubscribed: 'Unsubscribed' } as const;

/** [SEND-4] What the customer did with a message is theirs: the first time of it is told. */
const noteDone = (
  { operational, log }: Pick<FollowPorts, 'operational' | 'log'>,
  { workspace, delivery }: Which,
  { what, at, link }: { what: keyof typeof EVENTS; at: number; link?: string },
): Promise<void> =>
  operational.transaction(async (sql) => {
    const [done] = await sql.query<Told>(text.noteDone[what], [workspace, delivery, at]);
    if (!done) return;
    const [who] = await sql.query<Identifier>(identifierOf, [workspace, done.customer]);
    if (!who) return;
    const { customer: _, node, ...told } = done;
    const properties = { delivery, ...told, ...(node === null ? {} : { node }), ...(link ? { link } : {}) };
    await tellOfCustomer(log, sql, {
      ...{ workspace, who, id: `delivery:${delivery}:${what}`, event: EVENTS[what], at, properties },
    });
  });

/** A message was opened; what no message of ours asked for is passed over. */
export const noteOpened = async (ports: FollowPorts, token: string): Promise<void> => {
  const opened = readOpenLink(ports.secret, token);
  if (opened) await noteDone(ports, opened, { what: 'opened', at: ports.clock.now() });
};

/** Where a link of a message leads: only to what the message contained. @throws DomainError link.invalid (400) */
export const whereLinkLeads = ({ secret }: Pick<FollowPorts, 'secret'>, token: string): string => {
  const followed = readFollowedLink(secret, token);
  if (followed) return followed.url;
  throw new DomainError('link.invalid', 400, 'This link is not whole: open it from the message again.');
};

/** A link of a message was followed; what is no link of ours is passed over. */
export const noteClicked = async (ports: FollowPorts, token: string): Promise<void> => {
  const followed = readFollowedLink(ports.secret, token);
  if (followed) await noteDone(ports, followed, { what: 'clicked', at: ports.clock.now(), link: followed.url });
};

export const noteUnsubscribed = (
  ports: Pick<FollowPorts, 'operational' | 'log'>,
  which: Which,
  at: number,
): Promise<void> => noteDone(ports, which, { what: 'unsubscribed', at });
