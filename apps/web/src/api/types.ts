import type {
  apiKeySchema,
  createdKeySchema,
  customerItemSchema,
  customerRelationshipSchema,
  customerSchema,
  customersPageSchema,
  customersQuerySchema,
  healthSchema,
  mapSchema,
  modelPaceSchema,
  modelViewSchema,
  momentsImpactSchema,
  movementSchema,
  newKeySchema,
  prospectSchema,
  rejectedGroupSchema,
  rejectedSchema,
  retriedSchema,
  retryRejectedSchema,
  sessionSchema,
  timelineItemSchema,
  toldSchema,
  workspaceSchema,
} from '@parcours/core';
import type { z } from 'zod';

export type Session = z.infer<typeof sessionSchema>;
export type Workspace = z.infer<typeof workspaceSchema>;
export type Health = z.infer<typeof healthSchema>;
export type ModelView = z.infer<typeof modelViewSchema>;
export type JourneyMap = z.infer<typeof mapSchema> & z.infer<typeof toldSchema>;
export type MapStage = JourneyMap['stages'][number];
export type MapFlow = JourneyMap['flows'][number];
export type WorthDoing = JourneyMap['worthDoing'][number];
export type CustomerItem = z.infer<typeof customerItemSchema>;
export type CustomersPage = z.infer<typeof customersPageSchema>;
/** The query as it travels: every value is a string. */
export type CustomersQuery = { [K in keyof z.infer<typeof customersQuerySchema>]?: string };
export type Customer = z.infer<typeof customerSchema>;
export type CustomerPosition = Customer['positions'][number];
export type Movement = z.infer<typeof movementSchema>;
export type Prospect = z.infer<typeof prospectSchema>;
export type TimelineItem = z.infer<typeof timelineItemSchema>;
export type ApiKey = z.infer<typeof apiKeySchema>;
export type NewKey = z.infer<typeof newKeySchema>;
export type CreatedKey = z.infer<typeof createdKeySchema>;
export type Rejected = z.infer<typeof rejectedSchema>;
export type RejectedGroup = z.infer<typeof rejectedGroupSchema>;
export type RetryRejected = z.input<typeof retryRejectedSchema>;
export type Retried = z.infer<typeof retriedSchema>;
export type Page<T> = { items: T[]; next: string | null };
export type Relationship = z.infer<typeof customerRelationshipSchema>;
export type MomentsImpact = z.infer<typeof momentsImpactSchema>;
export type MomentImpact = MomentsImpact['items'][number];
export type ModelPace = z.infer<typeof modelPaceSchema>;
export type PaceStage = ModelPace['stages'][number];
