import { allows, type MessageChannel, type Preferences } from '@parcours/core';
import { purposesOf } from '../consents/purposes.js';
import { consentsOf, sayConsent } from '../consents/sayConsent.js';
import { customerOfIdentifier } from '../customers/customerOfIdentifier.js';
import { type LinkOf, readPreferencesLink } from '../deliveries/messageLinks.js';
import { noteUnsubscribed } from '../deliveries/noteFollowed.js';
import { type Clock, DomainError, type Log, type OperationalStore, type Sql } from '../ports.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';

export interface PreferencePorts {
  readonly operational: OperationalStore;
  readonly log: Pick<Log, 'appendIn'>;
  readonly clock: Clock;
  readonly secret: string;
}

const CHANNEL: MessageChannel = 'email';
/** The words of the one click that ends them, which is shown by mail programs and not by us. */
const ONE_CLICK = 'List-Unsubscribe=One-Click';

const linkOf = (secret: string, token: string): LinkOf => {
  const link = readPreferencesLink(secret, token);
  if (link) return link;
  const message = 'This link is not whole: open it from the message again.';
  throw new DomainError('preferences.invalid', 400, message);
};

const lastSaid = async (sql: Sql, { workspace }: LinkOf, customer: string) => {
  const said = await consentsOf(sql, workspace, customer);
  return (purpose: string): boolean | null =>
    said.find((one) => one.channel === CHANNEL && one.purpose === purpose)?.given ?? null;
};

/** What whoever a link was sent to gets. @throws DomainError preferences.invalid (400), preferences.gone (404) */
export const readPreferences = async (
  { operational, secret }: PreferencePorts,
  token: string,
): Promise<Preferences> => {
  const link = linkOf(secret, token);
  const customer = await customerOfIdentifier({ sql: operational }, link.workspace, link.who);
  if (customer === null) {
    const message = 'Nothing is known of whom this message was sent to any more, and nothing is sent.';
    throw new DomainError('preferences.gone', 404, message);
  }
  const [{ name }, purposes, last] = await Promise.all([
    readWorkspace({ sql: operational }, link.workspace),
    purposesOf(operational, link.workspace),
    lastSaid(operational, link, customer),
  ]);
  const items = purposes.map((purpose) => ({ purpose: { ...purpose }, given: allows(purpose, last(purpose.id)) }));
  return { organisation: name, items };
};

interface Choice {
  readonly purpose: string;
  readonly given: boolean;
}

const choose = async (
  ports: PreferencePorts,
  link: LinkOf,
  { choices, where, text }: { choices: readonly Choice[]; where: string; text: string },
): Promise<void> => {
  const { workspace: workspaceId, who, delivery } = link;
  const at = ports.clock.now();
  for (const { purpose, given } of choices) {
    const proof = { where, text, by: 'link' as const };
    await sayConsent(ports, { workspaceId, who, channel: CHANNEL, purpose, given, at, proof });
  }
  if (choices.some(({ given }) => !given)) await noteUnsubscribed(ports, { workspace: workspaceId, delivery }, at);
};

/**
 * [CONSENT-5] Says for whoever a link was sent to what they want, with the words they saw.
 * @throws DomainError preferences.invalid (400), preferences.gone (404), purpose.unknown (422)
 */
export const choosePreferences = async (
  ports: PreferencePorts,
  { token, choices, text }: { token: string; choices: readonly Choice[]; text: string },
): Promise<Preferences> => {
  const { items } = await readPreferences(ports, token);
  const changed = choices.filter(({ purpose, given }) => {
    const known = items.find((one) => one.purpose.id === purpose);
    if (known && known.purpose.basis !== 'contract') return known.given !== given;
    throw new DomainError('purpose.unknown', 422, `Nobody chooses “${purpose}” here.`);
  });
  await choose(ports, linkOf(ports.secret, token), { choices: changed, where: 'preferences', text });
  return readPreferences(ports, token);
};

/**
 * [CONSENT-5] One click ends what a message was sent for (RFC 8058); what ended already, or is about nobody any more, stays so.
 * @throws DomainError preferences.invalid (400)
 */
export const unsubscribeAtOnce = async (ports: PreferencePorts, token: string): Promise<void> => {
  const link = linkOf(ports.secret, token);
  const customer = await customerOfIdentifier({ sql: ports.operational }, link.workspace, link.who);
  if (customer === null) return;
  const last = await lastSaid(ports.operational, link, customer);
  if (last(link.purpose) === false) return;
  const choices = [{ purpose: link.purpose, given: false }];
  await choose(ports, link, { choices, where: 'message', text: ONE_CLICK });
};
