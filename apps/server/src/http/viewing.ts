import { errorSchema } from '@parcours/core';
import { z } from 'zod';

/** Which workspace a signed-in viewer asks about; the first when absent. An API key has its own. */
export const workspaceQuery = z.object({ workspace: z.string().max(64).optional() });
/** Paging as every list has it. */
export const pageQuery = workspaceQuery.extend({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(4000).optional(),
});
/** By what a customer may be asked for: a customer id, profile id, userId, anonymousId or e-mail address. */
export const customerParams = z.object({ id: z.string().min(1).max(1024) });
/** What a route answers: this, or why it cannot. */
export const answer = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': errorSchema } });
export const SECURITY: { apiKey: string[] }[] = [{ apiKey: [] }];
