import { createHash, randomBytes } from 'node:crypto';
import type { invitationSchema, openedInvitationSchema, Role } from '@parcours/core';
import type { z } from 'zod';
import { type Clock, DomainError, type OperationalStore, type Sql } from '../ports.js';
import { wellFormed } from '../text/wellFormed.js';
import * as text from './people.sql.js';

const VALID = 7 * 86_400_000;

export type Invitation = z.infer<typeof invitationSchema>;
interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly invited_by: string;
  readonly created_at: Date;
  readonly expires_at: Date;
}
interface OpenedRow extends InvitationRow {
  readonly workspace_id: string;
  readonly workspace_name: string;
  readonly account: boolean;
}
export interface PeoplePorts {
  readonly sql: Sql;
  readonly clock: Clock;
}

/** Tokens are long and random, so one SHA-256 is enough: there is nothing to guess. */
const hashToken = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

const toInvitation = (row: InvitationRow, now: number): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.invited_by,
  createdAt: row.created_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  expired: row.expires_at.getTime() <= now,
});

/**
 * Invites an address to a workspace for seven days. The token is returned once and only its SHA-256 is kept; an earlier
 * invitation of the address ends.
 * @throws DomainError person.member (409)
 */
export const invite = async (
  { sql, clock }: PeoplePorts,
  { workspaceId, email, role, by }: { workspaceId: string; email: string; role: Role; by: string },
): Promise<Invitation & { token: string }> => {
  const address = wellFormed(email).trim();
  if ((await sql.query(text.memberByEmail, [workspaceId, address])).length > 0) {
    throw new DomainError('person.member', 409, `${address} is in this workspace already: change the role instead.`);
  }
  const token = randomBytes(32).toString('base64url');
  const now = clock.now();
  const times = [new Date(now), new Date(now + VALID)];
  const given = [workspaceId, address, role, hashToken(token), wellFormed(by), ...times];
  const [row] = await sql.query<InvitationRow>(text.upsertInvitation, given);
  return { ...toInvitation(row as InvitationRow, now), token };
};

/** Invitations nobody has accepted, newest first, expired ones too. */
export const listInvitations = async ({ sql, clock }: PeoplePorts, workspaceId: string): Promise<Invitation[]> =>
  (await sql.query<InvitationRow>(text.selectInvitations, [workspaceId])).map((row) => toInvitation(row, clock.now()));

/** Ends an invitation: its link no longer works. @throws DomainError invitation.unknown (404) */
export const revokeInvitation = async (
  { sql, clock }: PeoplePorts,
  workspaceId: string,
  id: string,
): Promise<Invitation> => {
  const [row] = await sql.query<InvitationRow>(text.removeInvitation, [workspaceId, wellFormed(id)]);
  if (!row) throw new DomainError('invitation.unknown', 404, 'There is no such invitation in this workspace.');
  return toInvitation(row, clock.now());
};

const GONE = new DomainError(
  'invitation.gone',
  404,
  'This invitation was used, withdrawn or has expired. Ask for another one.',
);

/** What an invitation is for. @throws DomainError invitation.gone (404) */
export const openInvitation = async (
  { sql, clock }: PeoplePorts,
  token: string,
): Promise<z.infer<typeof openedInvitationSchema>> => {
  const [row] = await sql.query<OpenedRow>(text.invitationByHash, [hashToken(token)]);
  if (!row || row.expires_at.getTime() <= clock.now()) throw GONE;
  const { email, role, invitedBy, expiresAt } = toInvitation(row, clock.now());
  const workspace = { id: row.workspace_id, name: row.workspace_name };
  return { workspace, email, role, invitedBy, expiresAt, account: row.account };
};

/**
 * Uses an invitation up and makes a person a member, in one transaction.
 * @throws DomainError invitation.gone (404)
 */
export const takeInvitation = async (
  { sql, clock }: { sql: OperationalStore; clock: Clock },
  token: string,
  userId: string,
): Promise<{ readonly workspaceId: string; readonly role: Role }> =>
  sql.transaction(async (tx) => {
    const found = [hashToken(token), new Date(clock.now())];
    const [row] = await tx.query<{ workspace_id: string; role: Role }>(text.takeInvitation, found);
    if (!row) throw GONE;
    await tx.query(text.insertMember, [row.workspace_id, userId, row.role]);
    return { workspaceId: row.workspace_id, role: row.role };
  });
