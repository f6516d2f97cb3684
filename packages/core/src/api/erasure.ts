import { z } from 'zod';

const instant = z.iso.datetime();

/** queued: to be removed; removed: from all that is shown; compacting: from the files too; done: not a byte is left. */
export const ERASURE_STATES = ['queued', 'removed', 'compacting', 'done'] as const;
/** What of a store that is not ours only its keeper can clear: the write-ahead log, the planner's statistics. */
export const ERASURE_REMAINS = ['write_ahead_log', 'statistics'] as const;

/** One customer's erasure. Nothing in it tells who it was. */
export const erasureSchema = z.object({
  id: z.string(),
  state: z.enum(ERASURE_STATES),
  /** Why files are not rewritten yet: they are large and wait for a quiet hour, or somebody still reads what was before. */
  waitsFor: z.enum(['quiet', 'readers']).nullable(),
  remains: z.array(z.enum(ERASURE_REMAINS)),
  requestedAt: instant,
  /** Nothing of them is shown, counted or folded any more. */
  removedAt: instant.nullable(),
  doneAt: instant.nullable(),
  /** When it was allowed that they come back. */
  allowedAt: instant.nullable(),
});
export type Erasure = z.infer<typeof erasureSchema>;

export const erasuresSchema = z.object({ items: z.array(erasureSchema), next: z.string().nullable() });

export const LINK_KINDS = ['alias', 'sign_in'] as const;
const identifierSchema = z.object({ kind: z.enum(['user', 'anonymous']), value: z.string() });

/** Why two identifiers are one person. */
export const linkSchema = z.object({
  id: z.string(),
  kind: z.enum(LINK_KINDS),
  from: identifierSchema,
  to: identifierSchema,
  /** The first and the last event that says so, and how many do. */
  since: instant.nullable(),
  last: instant.nullable(),
  events: z.number(),
  /** When a person removed it; it then counts for nothing. */
  removedAt: instant.nullable(),
});
export type CustomerLink = z.infer<typeof linkSchema>;
export const linksSchema = z.object({ items: z.array(linkSchema) });

/** Who there would be without a link, or with it again. */
export const partingSchema = z.object({
  customers: z.array(z.object({ id: z.string(), identifiers: z.array(identifierSchema), interactions: z.number() })),
});
export type Parting = z.infer<typeof partingSchema>;
