import { allows, type Consents, MESSAGE_CHANNELS, type Purpose } from '@parcours/core';
import type { Sql } from '../ports.js';
import { selectHold } from './consents.sql.js';
import { purposesOf } from './purposes.js';
import { consentsOf, type Said } from './sayConsent.js';

interface HoldRow {
  readonly since: number;
  readonly by: string;
  readonly why: string | null;
}

/** A purpose nobody has any more still shows what was said of it. */
const unnamed = (id: string): Purpose => ({ id, name: { en: id, fr: id }, basis: 'consent' });

/** What a customer said of each purpose, with its proof, and whether they are on hold. */
export const viewConsents = async (sql: Sql, workspaceId: string, customer: string): Promise<Consents> => {
  const [purposes, said, [hold]] = await Promise.all([
    purposesOf(sql, workspaceId),
    consentsOf(sql, workspaceId, customer),
    sql.query<HoldRow>(selectHold, [workspaceId, customer]),
  ]);
  const gone = said.filter(({ purpose }) => !purposes.some(({ id }) => id === purpose));
  const last = (channel: string, id: string): Said | undefined =>
    said.find((one) => one.channel === channel && one.purpose === id);
  const item = (channel: Said['channel'], purpose: Purpose, known: boolean) => {
    const word = last(channel, purpose.id);
    return {
      ...{ channel, purpose: { ...purpose }, given: word?.given ?? null },
      allowed: allows(known ? purpose : undefined, word?.given ?? null),
      at: word ? new Date(word.at).toISOString() : null,
      proof: word?.proof ?? null,
    };
  };
  return {
    items: [
      ...MESSAGE_CHANNELS.flatMap((channel) => purposes.map((purpose) => item(channel, purpose, true))),
      ...gone.map(({ channel, purpose }) => item(channel, unnamed(purpose), false)),
    ],
    hold: hold ? { ...hold, since: new Date(hold.since).toISOString() } : null,
  };
};
