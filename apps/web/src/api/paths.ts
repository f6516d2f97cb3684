import type { Erasure, Model } from '@parcours/core';
import type { ContentPaths } from './contentPaths.js';
import type { DefinitionPaths, Saved } from './definitionPaths.js';
import type { FlowPaths } from './flowPaths.js';
import type { HomePaths } from './homePaths.js';
import type { LanesPaths } from './lanesPaths.js';
import type { MapAddress } from './mapAddress.js';
import type { MessagePaths } from './messagePaths.js';
import type { NextPaths } from './nextPaths.js';
import type { PeoplePaths } from './peoplePaths.js';
import type { PrivacyPaths } from './privacyPaths.js';
import type { InWorkspace, Paging, Read, ReadOne, Write, WriteOne } from './route.js';
import type { TouchpointPaths } from './touchpointPaths.js';
import type {
  ApiKey,
  CreatedKey,
  Customer,
  CustomersPage,
  CustomersQuery,
  Health,
  JourneyMap,
  ModelPace,
  ModelView,
  MomentsImpact,
  Movement,
  NewKey,
  Page,
  Rejected,
  RejectedGroup,
  Relationship,
  Retried,
  RetryRejected,
  Session,
  TimelineItem,
} from './types.js';
import type { UnderstandPaths } from './understandPaths.js';
import type { ValuePaths } from './valuePaths.js';

type RejectedReason = { code?: string; field?: string };

/** The routes the page calls, typed by the schemas of core: the same ones the server validates with. */
export interface Paths
  extends ContentPaths,
    FlowPaths,
    DefinitionPaths,
    LanesPaths,
    HomePaths,
    MessagePaths,
    NextPaths,
    PeoplePaths,
    PrivacyPaths,
    TouchpointPaths,
    UnderstandPaths,
    ValuePaths {
  '/api/session': {
    get: Read<Session>;
    post: Write<{ email: string; password: string }, Session>;
    delete: Read<unknown>;
  };
  '/api/session/owner': { post: Write<{ name: string; email: string; password: string }, Session> };
  '/api/health': { get: Read<Health> };
  '/api/models': { get: Read<{ items: ModelView[] }, InWorkspace> };
  '/api/models/{id}': { put: WriteOne<Model, Saved>; delete: ReadOne<Saved> };
  '/api/models/{id}/map': { get: ReadOne<JourneyMap, InWorkspace & MapAddress> };
  '/api/models/{id}/pace': { get: ReadOne<ModelPace, InWorkspace & { persona?: string }> };
  '/api/pace/measure': { post: Write<object, { version: number; measuredAt: string }> };
  '/api/moments/impact': { get: Read<MomentsImpact, InWorkspace & { model?: string; from?: string; to?: string }> };
  '/api/customers': { get: Read<CustomersPage, InWorkspace & CustomersQuery> };
  '/api/customers/{id}/relationship': { get: ReadOne<Relationship> };
  '/api/customers/{id}': { get: ReadOne<Customer>; delete: ReadOne<Erasure> };
  '/api/customers/{id}/timeline': { get: ReadOne<Page<TimelineItem>, Paging> };
  '/api/customers/{id}/movements': { get: ReadOne<Page<Movement>, Paging & { model?: string }> };
  '/api/keys': { get: Read<{ items: ApiKey[] }, InWorkspace>; post: Write<NewKey, CreatedKey> };
  '/api/keys/{id}': { delete: ReadOne<unknown> };
  '/api/rejected': {
    get: Read<Page<Rejected>, Paging & RejectedReason>;
    delete: Read<{ deleted: number }, InWorkspace & RejectedReason & { ids?: string }>;
  };
  '/api/rejected/groups': { get: Read<{ items: RejectedGroup[] }, InWorkspace> };
  '/api/rejected/retry': { post: Write<RetryRejected, Retried> };
}
