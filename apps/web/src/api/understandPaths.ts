import type { activityQuerySchema, activitySchema } from '@parcours/core';
import type { z } from 'zod';
import type { Write } from './route.js';

export type ActivityQuery = z.infer<typeof activityQuerySchema>;
export type Activity = z.infer<typeof activitySchema>;

/** The routes of the analyses. */
export interface UnderstandPaths {
  '/api/activity/query': { post: Write<ActivityQuery, Activity> };
}
