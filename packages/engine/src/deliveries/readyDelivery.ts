import { createHmac } from 'node:crypto';
import { type LegalBasis, type Skip, TOO_LATE } from '@parcours/core';
import type { Identifier } from '../collect/tellOfCustomer.js';
import { purposesOf } from '../consents/purposes.js';
import { addressHash } from '../consents/suppressions.js';
import { openRenderer, type Renderer } from '../contents/index.js';
import { DomainError } from '../ports.js';
import type { Mail } from '../subscriptions/mailer.js';
import * as text from './deliveries.sql.js';
import type { Claimed, SendPorts } from './delivery.js';
import { messageLinks } from './messageLinks.js';

/** A message as it would leave, to whom, and on which basis. */
export interface Ready {
  readonly mail: Mail;
  readonly who: Identifier;
  readonly basis: LegalBasis;
  /** The address as a keyed hash, for what is suppressed. */
  readonly hash: Buffer;
}

interface Recipient {
  readonly email: string | null;
  readonly kind: Identifier['kind'] | null;
  readonly value: string | null;
}

/** The same for the same cause, and for no other [SEND-1]. */
export const messageId = (secret: string, { workspace, cause }: Pick<Claimed, 'workspace' | 'cause'>): string =>
  createHmac('sha256', secret)
    .update(`delivery ${JSON.stringify([workspace, cause])}`)
    .digest('hex')
    .slice(0, 40);

/** The contents that some messages need, each opened once; null for one that is not there. */
export const openRenderers = ({ operational: sql, clock, templates }: SendPorts) => {
  const opened = new Map<string, Promise<Renderer | null>>();
  return ({ workspace, content }: Pick<Claimed, 'workspace' | 'content'>): Promise<Renderer | null> => {
    const place = JSON.stringify([workspace, content]);
    const renderer =
      opened.get(place) ??
      openRenderer({ sql, clock, templates }, { workspace, content }).catch((error: unknown) => {
        if (error instanceof DomainError && error.status === 404) return null;
        throw error;
      });
    opened.set(place, renderer);
    return renderer;
  };
};
export type Renderers = ReturnType<typeof openRenderers>;

/** [SEND-2] Why a message may not leave now, asked of what is known now; null when it may. */
export const refusalOf = async (
  { operational }: Pick<SendPorts, 'operational'>,
  { workspace, id }: Claimed,
  { basis, hash }: { basis: LegalBasis | null; hash: Buffer },
): Promise<Skip | null> => {
  const [row] = await operational.query<{ skip: Skip | null }>(text.refusalOf, [workspace, id, basis, hash]);
  return row ? row.skip : 'gone';
};

/** [SEND-2] A message as it would leave, or why it may not. */
export const readyDelivery = async (
  ports: SendPorts,
  renderers: Renderers,
  one: Claimed,
): Promise<Ready | { readonly skip: Skip }> => {
  const { operational: sql, clock, secret } = ports;
  const { workspace, customer, purpose: wanted } = one;
  if (clock.now() - one.due > TOO_LATE) return { skip: 'late' };
  const [recipient] = await sql.query<Recipient>(text.recipientOf, [workspace, customer]);
  if (!recipient?.kind || recipient.value === null) return { skip: 'gone' };
  const email = recipient.email;
  const hash = addressHash(secret, workspace, email ?? '');
  const basis = (await purposesOf(sql, workspace)).find(({ id }) => id === wanted)?.basis ?? null;
  const skip = await refusalOf(ports, one, { basis, hash });
  if (skip) return { skip };
  if (basis === null || email === null) return { skip: 'consent' };
  const renderer = await renderers(one);
  if (renderer === null) return { skip: 'content_gone' };
  const who = { kind: recipient.kind, value: recipient.value };
  const links = messageLinks({ secret, base: ports.base() }, { workspace, delivery: one.id, who, purpose: wanted });
  const rendered = await renderer.render({ customer, links: links.shown }).catch((error: unknown) => {
    // Gone since the lines above.
    if (error instanceof DomainError && error.code === 'customer.unknown') return null;
    throw error;
  });
  if (rendered === null) return { skip: 'gone' };
  if ('problem' in rendered) return { skip: 'unfilled' };
  const mail = {
    ...{ to: email, subject: rendered.subject, html: links.track(rendered.html), text: rendered.text },
    ...{ id: messageId(secret, one), date: one.due },
    unsubscribe: basis === 'contract' ? null : links.oneClick,
  };
  return { mail, who, basis, hash };
};
