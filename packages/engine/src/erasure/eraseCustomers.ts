import type { WrittenInteraction } from '@parcours/core';
import type { Clock, OperationalStore, Transaction, Warehouse } from '../ports.js';
import { restartReplay } from '../replay/startReplay.js';
import type { RunningEngine } from '../situate/runEngine.js';
import { eraseFromLog } from './eraseFromLog.js';
import { eraseFromWarehouse } from './eraseFromWarehouse.js';
import { eraseRejected } from './eraseRejected.js';
import * as text from './erasure.sql.js';
import { type ErasureTask, type Gathered, gatherPersons, type Person } from './gatherPersons.js';
import { type HashIdentifier, identifierHashing } from './hashing.js';

export interface ErasePorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly engine: Pick<RunningEngine, 'exclusive' | 'refold' | 'letGo'>;
}

const allOf = (person: Person): string[] => [person.customerId, ...person.own.map(({ id }) => id)];

const hashesOf = (hash: HashIdentifier, workspaceId: string, person: Person): Buffer[] => [
  ...allOf(person).map((id) => hash(workspaceId, 'id', id)),
  ...person.own.map(({ kind, value }) => hash(workspaceId, kind, value)),
  ...[...person.emails].map((email) => hash(workspaceId, 'email', email)),
];

/** Whether an interaction of the log goes: it names one of their own identifiers, or is one of those on a shared device. */
const theirsIn = ({ persons, onShared }: Gathered): ((interaction: WrittenInteraction) => boolean) => {
  const own = persons.flatMap((person) => person.own);
  const users = new Set(own.filter(({ kind }) => kind === 'user').map(({ value }) => value));
  const devices = new Set(own.filter(({ kind }) => kind === 'anonymous').map(({ value }) => value));
  const placeOf = (device: string | null, messageId: string): string => `${device}\n${messageId}`;
  const onDevices = new Set(
    [...onShared.values()].flat().map(({ anonymousId, messageId }) => placeOf(anonymousId, messageId)),
  );
  return ({ userId, anonymousId, previousId, messageId }) =>
    (userId !== null && users.has(userId)) ||
    (previousId !== null && (users.has(previousId) || devices.has(previousId))) ||
    (userId === null &&
      ((anonymousId !== null && devices.has(anonymousId)) || onDevices.has(placeOf(anonymousId, messageId))));
};

export interface Ids {
  readonly customers: readonly string[];
  readonly profiles: readonly string[];
  readonly around: readonly string[];
}

/** Deletes all rows of some customers and profiles. */
export const deleteAll = async (
  sql: Transaction,
  workspaceId: string,
  { customers, profiles, around }: Ids,
): Promise<void> => {
  for (const statement of text.deleteCustomers) await sql.query(statement, [workspaceId, customers]);
  await sql.query(text.deleteSpans, [workspaceId, customers, around]);
  for (const statement of text.deleteProfiles) await sql.query(statement, [workspaceId, profiles]);
};

const eraseRows = async (
  sql: Transaction,
  hash: HashIdentifier,
  workspaceId: string,
  gathered: Gathered,
): Promise<void> => {
  const { persons, others, around } = gathered;
  const profiles = persons.flatMap((person) => person.own.map(({ id }) => id));
  const customers = [...new Set(persons.flatMap(allOf))];
  await deleteAll(sql, workspaceId, { customers, profiles, around });
  await sql.query(text.markStale, [workspaceId, others]);
  await eraseFromLog(sql, workspaceId, theirsIn(gathered));
  const named = persons.flatMap((person) => [...person.own.map(({ value }) => value), ...person.emails]);
  await eraseRejected(sql, workspaceId, named);
  for (const person of persons) {
    const hashes = hashesOf(hash, workspaceId, person);
    await sql.query(text.insertHashes, [workspaceId, hashes, hashes.map(() => person.erasureId)]);
    await sql.query(text.markRemoved, [person.erasureId, person.own.map(({ id }) => id)]);
  }
};

/**
 * Removes some customers of a workspace from all that is read: the warehouse, the store, the log, refused events and
 * memory. Those linked to them are folded again without them [POS-6]. Repeated after a stop, it ends the same.
 */
export const eraseCustomers = (
  { operational, warehouse, clock, engine }: ErasePorts,
  workspaceId: string,
  tasks: readonly ErasureTask[],
): Promise<void> =>
  engine.exclusive(async () => {
    const hash = await identifierHashing(operational);
    const gathered = await gatherPersons({ operational, warehouse }, workspaceId, tasks);
    await eraseFromWarehouse({ operational, warehouse }, workspaceId, gathered);
    await operational.transaction(async (sql) => {
      await eraseRows(sql, hash, workspaceId, gathered);
      await restartReplay(sql, workspaceId, clock.now());
    });
    const gone = gathered.persons.flatMap(allOf);
    engine.letGo(workspaceId, [...gone, ...gathered.others], [...gone, ...gathered.around]);
    await engine.refold(workspaceId, gathered.others);
  });
