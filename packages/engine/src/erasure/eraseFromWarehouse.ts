import { createHash } from 'node:crypto';
import { typeRank } from '@parcours/core';
import type { Sql, Warehouse } from '../ports.js';
import * as text from './erasure.sql.js';
import type { Gathered } from './gatherPersons.js';

const MESSAGES_AT_ONCE = 2_000;
const IDS_AT_ONCE = 5_000;

const partsOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

interface Ports {
  readonly operational: Sql;
  readonly warehouse: Pick<Warehouse, 'command' | 'query'>;
}

/** Others' aliases that name somebody erased: only a removed link can have left them apart. */
const eraseAliases = async ({ operational, warehouse }: Ports, workspace: string, { persons }: Gathered) => {
  const own = persons.flatMap((person) => person.own);
  const ids = new Set(own.map(({ id }) => id));
  const links = await operational.query<{ a: string; b: string }>(text.removedLinksAround, [workspace, [...ids]]);
  const others = [...new Set(links.flatMap(({ a, b }) => [a, b]))].filter((id) => !ids.has(id));
  if (others.length === 0) return;
  await warehouse.command(text.eraseAliases, {
    workspace,
    profiles: others,
    rank: typeRank('alias'),
    values: own.map(({ value }) => value),
  });
};

/**
 * Removes what was gathered from the analytical store: nothing reads it any more when this resolves. What needs all the
 * rest to be found goes first, so that a stop in between loses nothing of it.
 */
export const eraseFromWarehouse = async (ports: Ports, workspace: string, gathered: Gathered): Promise<void> => {
  const { warehouse } = ports;
  for (const [device, interactions] of gathered.onShared) {
    for (const part of partsOf(interactions, MESSAGES_AT_ONCE)) {
      const hashes = part.map(({ messageId }) => createHash('md5').update(messageId).digest('hex'));
      const logIds = part.map(({ logId }) => logId);
      await warehouse.command(text.eraseMessages, { workspace, profiles: [device], hashes, logIds });
    }
  }
  await eraseAliases(ports, workspace, gathered);
  const own = gathered.persons.flatMap((person) => person.own.map(({ id }) => id));
  const customers = [...new Set([...gathered.persons.map(({ customerId }) => customerId), ...own, ...gathered.others])];
  for (const part of partsOf(customers, IDS_AT_ONCE))
    await warehouse.command(text.eraseMovements, { workspace, customers: part });
  for (const part of partsOf(own, IDS_AT_ONCE))
    await warehouse.command(text.eraseInteractions, { workspace, profiles: part });
  for (const part of partsOf(customers, IDS_AT_ONCE))
    await warehouse.command(text.eraseSpans, { workspace, profiles: part, customers: part });
};

/** The same for identifiers that were erased before, should anything have come in meanwhile. */
export const eraseAgain = async (
  { warehouse }: Pick<Ports, 'warehouse'>,
  workspace: string,
  profiles: readonly string[],
): Promise<void> => {
  for (const part of partsOf(profiles, IDS_AT_ONCE)) {
    const [left] = await warehouse.query<{ rows: number | string }>(text.countLeft, { workspace, profiles: part });
    if (Number(left?.rows ?? 0) === 0) continue;
    await warehouse.command(text.eraseInteractions, { workspace, profiles: part });
    await warehouse.command(text.eraseMovements, { workspace, customers: part });
    await warehouse.command(text.eraseSpans, { workspace, profiles: part, customers: part });
  }
};
