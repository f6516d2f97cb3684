import { z } from 'zod';

/** Which workspace a signed-in viewer asks about; the first when absent. An API key has its own. */
export const workspaceQuery = z.object({ workspace: z.string().max(64).optional() });
/** Paging as every list has it. */
export const pageQuery = workspaceQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(4000).optional(),
});
export const SECURITY: { apiKey: string[] }[] = [{ apiKey: [] }];
