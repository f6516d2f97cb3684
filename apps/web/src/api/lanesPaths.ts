import type {
  changedNoteSchema,
  lanesSchema,
  measuredLanesSchema,
  Note,
  newNoteSchema,
  noteVersionsSchema,
  problemsSchema,
  toldSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { MapAddress } from './mapAddress.js';
import type { InWorkspace, ReadOne } from './route.js';

export type MeasuredLanes = z.infer<typeof measuredLanesSchema> & z.infer<typeof toldSchema>;
export type NewNote = z.input<typeof newNoteSchema>;
export type ChangedNote = z.input<typeof changedNoteSchema>;
/** Which map's lanes: of a persona, or of everybody. */
export interface OfMap {
  persona?: string;
}

interface Noted {
  parameters: { query?: InWorkspace; path: { id: string; note: string } };
  responses: ReadOne<Note>['responses'];
}
type Sent<Body, From> = From & { requestBody: { content: { 'application/json': Body } } };

/** The routes of a journey map's lanes. */
export interface LanesPaths {
  '/api/models/{id}/lanes': {
    get: ReadOne<z.infer<typeof lanesSchema>, InWorkspace & OfMap>;
    post: Sent<NewNote, ReadOne<Note, InWorkspace & OfMap>>;
  };
  '/api/models/{id}/lanes/measured': { get: ReadOne<MeasuredLanes, InWorkspace & MapAddress> };
  '/api/models/{id}/lanes/problems': { get: ReadOne<z.infer<typeof problemsSchema>, InWorkspace & OfMap> };
  '/api/models/{id}/lanes/history': {
    get: ReadOne<z.infer<typeof noteVersionsSchema>, InWorkspace & OfMap & { note?: string }>;
  };
  '/api/models/{id}/lanes/{note}': { put: Sent<ChangedNote, Noted>; delete: Noted };
  '/api/models/{id}/lanes/{note}/restore': { post: Sent<{ version: number }, Noted> };
}
