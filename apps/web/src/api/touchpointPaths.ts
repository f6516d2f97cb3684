import type { Touchpoints, touchpointsViewSchema, touchpointVolumesSchema } from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, Write } from './route.js';

export type TouchpointsView = z.infer<typeof touchpointsViewSchema>;
export type TouchpointVolumes = z.infer<typeof touchpointVolumesSchema>;

/** The routes of touch points. */
export interface TouchpointPaths {
  '/api/touchpoints': {
    get: Read<TouchpointsView, InWorkspace>;
    put: Write<Touchpoints, TouchpointsView>;
    delete: Read<TouchpointsView, InWorkspace>;
  };
  '/api/touchpoints/restore': { post: Write<{ version: number }, TouchpointsView> };
  '/api/touchpoints/volumes': { get: Read<TouchpointVolumes, InWorkspace> };
  '/api/touchpoints/preview': { post: Write<Touchpoints, TouchpointVolumes> };
}
