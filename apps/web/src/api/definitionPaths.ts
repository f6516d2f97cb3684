import type {
  bandPeopleSchema,
  DefinitionKind,
  Model,
  Moments,
  modelPreviewSchema,
  momentsViewSchema,
  Personas,
  personasViewSchema,
  Rule,
  replaySchema,
  replaysSchema,
  rulePreviewSchema,
  Segment,
  savedSchema,
  segmentsViewSchema,
  segmentViewSchema,
  versionsSchema,
  vocabularySchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, ReadOne, Write, WriteOne } from './route.js';

export type SegmentView = z.infer<typeof segmentViewSchema>;
export type PersonasView = z.infer<typeof personasViewSchema>;
export type MomentsView = z.infer<typeof momentsViewSchema>;
export type Replay = z.infer<typeof replaySchema>;
export type Saved = z.infer<typeof savedSchema>;
export type RulePreviewed = z.infer<typeof rulePreviewSchema>;
export type ModelPreviewed = z.infer<typeof modelPreviewSchema>;
export type BandPeople = z.infer<typeof bandPeopleSchema>;
export type Versions = z.infer<typeof versionsSchema>;

/** Which definition: personas and moments, of which there is one each, are their own id. */
export interface DefinitionPlace {
  kind: DefinitionKind;
  id: string;
}

/** What has versions: definitions, and touch points, which no position depends on. */
export type VersionedPlace = DefinitionPlace | { kind: 'touchpoints'; id: 'touchpoints' };

/** The routes of definitions, replays and previews. */
export interface DefinitionPaths {
  '/api/rules/preview': { post: Write<{ rule: Rule }, RulePreviewed> };
  '/api/models/preview': { post: Write<{ model: Model }, ModelPreviewed> };
  '/api/models/preview/people': {
    post: Write<{ model: Model; from: string | null; to: string | null; limit?: number }, BandPeople>;
  };
  '/api/rules/vocabulary': { get: Read<z.infer<typeof vocabularySchema>, InWorkspace> };
  '/api/segments': { get: Read<z.infer<typeof segmentsViewSchema>, InWorkspace> };
  '/api/segments/{id}': { put: WriteOne<Segment, Saved>; delete: ReadOne<Saved> };
  '/api/personas': { get: Read<PersonasView, InWorkspace>; put: Write<Personas, Saved> };
  '/api/moments': { get: Read<MomentsView, InWorkspace>; put: Write<Moments, Saved> };
  '/api/definitions/{kind}/{id}/versions': {
    get: { parameters: { query?: InWorkspace; path: VersionedPlace }; responses: Read<Versions>['responses'] };
  };
  '/api/definitions/{kind}/{id}/restore': {
    post: {
      parameters: { query?: InWorkspace; path: DefinitionPlace };
      requestBody: { content: { 'application/json': { version: number } } };
      responses: Read<Saved>['responses'];
    };
  };
  '/api/replays': { get: Read<z.infer<typeof replaysSchema>, InWorkspace> };
  '/api/replays/{id}/cancel': { post: ReadOne<unknown> };
}
