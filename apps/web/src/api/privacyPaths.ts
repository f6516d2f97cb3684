import type { CustomerLink, Erasure, Parting } from '@parcours/core';
import type { InWorkspace, Paging, Read, ReadOne, Write } from './route.js';
import type { Page } from './types.js';

interface OfLink {
  parameters: { query?: InWorkspace; path: { id: string; link: string } };
  responses: ReadOne<Parting>['responses'];
}

/** The routes about why identifiers are one person, and about erasing people. */
export interface PrivacyPaths {
  '/api/customers/{id}/links': { get: ReadOne<{ items: CustomerLink[] }> };
  '/api/customers/{id}/links/{link}/preview': { get: OfLink };
  '/api/customers/{id}/links/{link}': { delete: OfLink };
  '/api/customers/{id}/links/{link}/restore': { post: OfLink };
  '/api/erasures': { get: Read<Page<Erasure>, Paging> };
  '/api/erasures/{id}': { get: ReadOne<Erasure> };
  '/api/erasures/allow': { post: Write<{ identifier: string }, Erasure> };
}
