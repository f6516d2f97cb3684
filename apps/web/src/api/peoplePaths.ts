import type {
  acceptInvitationSchema,
  auditEntrySchema,
  createdInvitationSchema,
  invitationSchema,
  newInvitationSchema,
  newWorkspaceSchema,
  openedInvitationSchema,
  personSchema,
  Role,
  workspaceChangeSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Paging, Read, ReadOne, Write, WriteOne } from './route.js';
import type { Page, Workspace } from './types.js';

export type Person = z.infer<typeof personSchema>;
export type Invitation = z.infer<typeof invitationSchema>;
export type CreatedInvitation = z.infer<typeof createdInvitationSchema>;
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;
export type NewWorkspace = z.infer<typeof newWorkspaceSchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
/** The question as it travels: every value is a string. */
export type AuditQuery = { by?: string; action?: string; from?: string; to?: string };

type Accepted = { workspace: string; role: Role };

/** The routes about people, workspaces and who changed what. */
export interface PeoplePaths {
  '/api/people': { get: Read<{ items: Person[] }, InWorkspace> };
  '/api/people/{id}': { patch: WriteOne<{ role: Role }, unknown>; delete: ReadOne<unknown> };
  '/api/invitations': {
    get: Read<{ items: Invitation[] }, InWorkspace>;
    post: Write<z.infer<typeof newInvitationSchema>, CreatedInvitation>;
  };
  '/api/invitations/{id}': { delete: ReadOne<unknown> };
  '/api/invitations/open': { post: Write<{ token: string }, OpenedInvitation> };
  '/api/invitations/accept': { post: Write<z.infer<typeof acceptInvitationSchema>, Accepted> };
  '/api/workspaces': { get: Read<{ items: Workspace[] }>; post: Write<NewWorkspace, Workspace> };
  '/api/workspaces/{id}': {
    patch: WriteOne<z.infer<typeof workspaceChangeSchema>, Workspace>;
    delete: ReadOne<unknown, { confirm: string }>;
  };
  '/api/audit': { get: Read<Page<AuditEntry>, Paging & AuditQuery> };
  '/api/audit/actors': { get: Read<{ items: AuditEntry['by'][] }, InWorkspace> };
}
