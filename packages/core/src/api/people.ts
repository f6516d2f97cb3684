import { z } from 'zod';
import { ROLES } from '../access/permissions.js';
import { isTimeZone } from '../time/duration.js';

const instant = z.iso.datetime();
const email = z.email().max(254);
export const roleSchema = z.enum(ROLES);

export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  since: instant,
  /** True for the person who asks. */
  you: z.boolean(),
});
export const roleChangeSchema = z.object({ role: roleSchema });

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  expired: z.boolean(),
});
export const newInvitationSchema = z.object({ email, role: roleSchema });
/** `token` is shown this once; the page's address for it is /join#token. */
export const createdInvitationSchema = invitationSchema.extend({ token: z.string() });

const token = z.string().min(20).max(100);
export const invitationTokenSchema = z.object({ token });
/** What an invitation says to whoever opens its link. */
export const openedInvitationSchema = z.object({
  workspace: z.object({ id: z.string(), name: z.string() }),
  email: z.string(),
  role: roleSchema,
  invitedBy: z.string(),
  expiresAt: instant,
  /** True when this address has an account already: its holder signs in to join. */
  account: z.boolean(),
});
/** Name and password make an account; a person who is signed in gives neither. */
export const acceptInvitationSchema = z.object({
  token,
  name: z.string().trim().min(1).max(100).optional(),
  password: z.string().min(10, { error: 'at least 10 characters' }).max(128).optional(),
});

const name = z.string().trim().min(1).max(80);
const timezone = z.string().max(64).refine(isTimeZone, { error: 'not a time zone, such as Europe/Paris' });
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'a code of three letters, such as EUR' });
export const newWorkspaceSchema = z.object({ name, timezone, currency });
export const workspaceChangeSchema = newWorkspaceSchema.partial();

export const auditEntrySchema = z.object({
  id: z.string(),
  at: instant,
  by: z.object({ kind: z.enum(['person', 'key', 'command']), id: z.string().nullable(), name: z.string() }),
  /** What was done, such as model.save. */
  action: z.string(),
  /** What it was done to, in the words of whoever named it. */
  subject: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export const auditQuerySchema = z.object({
  /** Id of a person or key. */
  by: z.string().max(100).optional(),
  /** An action, or its first part: `model` finds model.save too. */
  action: z.string().max(100).optional(),
  from: instant.optional(),
  to: instant.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(40).optional(),
});
