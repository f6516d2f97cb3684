import type {
  activityQuerySchema,
  activitySchema,
  attributionQuerySchema,
  attributionSchema,
  cohortPeopleQuerySchema,
  cohortsQuerySchema,
  cohortsSchema,
  discoverPeopleQuerySchema,
  discoverQuerySchema,
  discoverSchema,
  driverPeopleQuerySchema,
  driversQuerySchema,
  driversSchema,
  funnelLeftQuerySchema,
  funnelLeftSchema,
  funnelPeopleQuerySchema,
  funnelQuerySchema,
  funnelSchema,
  lifecyclePeopleQuerySchema,
  lifecycleQuerySchema,
  lifecycleSchema,
  namedPeopleSchema,
  originPeopleQuerySchema,
  pathPeopleQuerySchema,
  pathsQuerySchema,
  pathsSchema,
  stageFlowPeopleQuerySchema,
  stageFlowsQuerySchema,
  stageFlowsSchema,
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
export type CohortsQuery = z.infer<typeof cohortsQuerySchema>;
export type Cohorts = z.infer<typeof cohortsSchema>;
export type LifecycleQuery = z.infer<typeof lifecycleQuerySchema>;
export type Lifecycle = z.infer<typeof lifecycleSchema>;
export type StageFlowsQuery = z.infer<typeof stageFlowsQuerySchema>;
export type StageFlows = z.infer<typeof stageFlowsSchema>;

export type PathsQuery = z.infer<typeof pathsQuerySchema>;
export type Paths = z.infer<typeof pathsSchema>;
export type AttributionQuery = z.input<typeof attributionQuerySchema>;
export type Attribution = z.infer<typeof attributionSchema>;
export type DiscoverQuery = z.input<typeof discoverQuerySchema>;
export type Discovered = z.infer<typeof discoverSchema>;
export type DiscoveredGroup = Discovered['groups'][number];
export type DriversQuery = z.input<typeof driversQuerySchema>;
export type Drivers = z.infer<typeof driversSchema>;
export type DriverRow = Drivers['rows'][number];

/** The routes of the analyses. */
export interface UnderstandPaths {
  '/api/activity/query': { post: Write<ActivityQuery, Activity> };
  '/api/cohorts/query': { post: Write<CohortsQuery, Cohorts> };
  '/api/cohorts/people': { post: Write<z.input<typeof cohortPeopleQuerySchema>, NamedPeople> };
  '/api/cohorts/lifecycle': { post: Write<LifecycleQuery, Lifecycle> };
  '/api/cohorts/flows/people': { post: Write<z.input<typeof stageFlowPeopleQuerySchema>, NamedPeople> };
  '/api/cohorts/lifecycle/people': { post: Write<z.input<typeof lifecyclePeopleQuerySchema>, NamedPeople> };
  '/api/cohorts/flows': { post: Write<StageFlowsQuery, StageFlows> };
  '/api/personas/discover': { post: Write<DiscoverQuery, Discovered> };
  '/api/personas/discover/people': { post: Write<z.input<typeof discoverPeopleQuerySchema>, NamedPeople> };
  '/api/drivers/query': { post: Write<DriversQuery, Drivers> };
  '/api/drivers/people': { post: Write<z.input<typeof driverPeopleQuerySchema>, NamedPeople> };
  '/api/funnels/query': { post: Write<FunnelQuery, Funnel> };
  '/api/funnels/left': { post: Write<z.infer<typeof funnelLeftQuerySchema>, FunnelLeft> };
  '/api/paths/query': { post: Write<PathsQuery, Paths> };
  '/api/paths/people': { post: Write<z.input<typeof pathPeopleQuerySchema>, NamedPeople> };
  '/api/attribution/query': { post: Write<AttributionQuery, Attribution> };
  '/api/attribution/people': { post: Write<z.input<typeof originPeopleQuerySchema>, NamedPeople> };
  '/api/funnels/people': { post: Write<z.input<typeof funnelPeopleQuerySchema>, NamedPeople> };
}
