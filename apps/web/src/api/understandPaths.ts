import type {
  activityQuerySchema,
  activitySchema,
  funnelLeftQuerySchema,
  funnelLeftSchema,
  funnelPeopleQuerySchema,
  funnelQuerySchema,
  funnelSchema,
  namedPeopleSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { Write } from './route.js';

export type ActivityQuery = z.infer<typeof activityQuerySchema>;
export type Activity = z.infer<typeof activitySchema>;
export type FunnelQuery = z.infer<typeof funnelQuerySchema>;
export type Funnel = z.infer<typeof funnelSchema>;
export type FunnelStep = Funnel['steps'][number];
export type FunnelLeft = z.infer<typeof funnelLeftSchema>;
export type NamedPeople = z.infer<typeof namedPeopleSchema>;

/** The routes of the analyses. */
export interface UnderstandPaths {
  '/api/activity/query': { post: Write<ActivityQuery, Activity> };
  '/api/funnels/query': { post: Write<FunnelQuery, Funnel> };
  '/api/funnels/left': { post: Write<z.infer<typeof funnelLeftQuerySchema>, FunnelLeft> };
  '/api/funnels/people': { post: Write<z.input<typeof funnelPeopleQuerySchema>, NamedPeople> };
}
