import type { Content, ContentMatrix, ContentPreview, contentsSchema, contentViewSchema } from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, ReadOne, Write } from './route.js';

export type ContentView = z.infer<typeof contentViewSchema>;
export type Contents = z.infer<typeof contentsSchema>;
export interface PreviewAsked {
  content: unknown;
  customer?: string;
  language?: 'en' | 'fr';
}

/** The routes of contents. */
export interface ContentPaths {
  '/api/contents': { get: Read<Contents, InWorkspace> };
  '/api/contents/matrix': { get: Read<ContentMatrix, InWorkspace & { model?: string }> };
  '/api/contents/preview': { post: Write<PreviewAsked, ContentPreview> };
  '/api/contents/{id}': {
    put: {
      parameters: { query?: InWorkspace & { version?: number }; path: { id: string } };
      requestBody: { content: { 'application/json': Content } };
      responses: ReadOne<ContentView>['responses'];
    };
    delete: ReadOne<{ version: number }>;
  };
}
