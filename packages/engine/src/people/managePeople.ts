import type { personSchema, Role } from '@parcours/core';
import type { z } from 'zod';
import { DomainError, type OperationalStore, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import * as text from './people.sql.js';

export type Person = Omit<z.infer<typeof personSchema>, 'you'>;
type PersonRow = Omit<Person, 'since'> & { readonly since: Date };

const toPerson = (row: PersonRow): Person => ({ ...row, since: row.since.toISOString() });

/** The people of a workspace, those who came first first. */
export const listPeople = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<Person[]> =>
  (await sql.query<PersonRow>(text.selectPeople, [workspaceId])).map(toPerson);

/** The person, while nobody else can change who is in the workspace. */
const holdPerson = async (sql: Sql, workspaceId: string, id: string): Promise<Person> => {
  await sql.query(text.lockMembers, [workspaceId]);
  const [row] = await sql.query<PersonRow>(text.memberOf, [workspaceId, wellFormed(id)]);
  if (!row) throw new DomainError('person.unknown', 404, 'There is no such person in this workspace.');
  return toPerson(row);
};

/** [ACCESS-4] */
const keepAnOwner = async (sql: Sql, workspaceId: string, person: Person): Promise<void> => {
  if (person.role !== 'owner') return;
  const [row] = await sql.query<{ count: number }>(text.otherOwners, [workspaceId, person.id]);
  if ((row?.count ?? 0) > 0) return;
  throw new DomainError(
    'person.lastOwner',
    409,
    `${person.name} is the only owner of this workspace. Make somebody else an owner first.`,
  );
};

/**
 * Gives a person another role.
 * @returns the person as they were
 * @throws DomainError person.unknown (404), person.lastOwner (409)
 */
export const changeRole = async (
  { sql }: { sql: OperationalStore },
  { workspaceId, id, role }: { workspaceId: string; id: string; role: Role },
): Promise<Person> =>
  sql.transaction(async (tx) => {
    const person = await holdPerson(tx, workspaceId, id);
    if (role !== 'owner') await keepAnOwner(tx, workspaceId, person);
    await tx.query(text.setRole, [workspaceId, person.id, role]);
    return person;
  });

/**
 * Takes a person out of a workspace. Their account stays, for their other workspaces.
 * @returns the person as they were
 * @throws DomainError person.unknown (404), person.lastOwner (409)
 */
export const removePerson = async (
  { sql }: { sql: OperationalStore },
  { workspaceId, id }: { workspaceId: string; id: string },
): Promise<Person> =>
  sql.transaction(async (tx) => {
    const person = await holdPerson(tx, workspaceId, id);
    await keepAnOwner(tx, workspaceId, person);
    await tx.query(text.removeMember, [workspaceId, person.id]);
    return person;
  });
