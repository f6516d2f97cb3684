import type {
  goesWithSchema,
  nextSchema,
  productsSchema,
  recommendModelSchema,
  recommendQuerySchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, ReadOne } from './route.js';

export type RecommendModel = z.infer<typeof recommendModelSchema>;
export type GoesWith = z.infer<typeof goesWithSchema>;
export type Products = z.infer<typeof productsSchema>;
export type Next = z.infer<typeof nextSchema>;
/** As the address of a question writes it: everything is text. */
export type RecommendQuery = { [K in keyof z.input<typeof recommendQuerySchema>]?: string };

/** The routes of what customers may buy next. */
export interface NextPaths {
  '/api/recommendations/model': { get: Read<RecommendModel, InWorkspace & RecommendQuery> };
  '/api/recommendations/products': { get: Read<Products, InWorkspace & { q?: string; limit?: string }> };
  '/api/recommendations/with': { get: Read<GoesWith, InWorkspace & { product: string }> };
  '/api/customers/{id}/next': { get: ReadOne<Next, InWorkspace & { limit?: string; new?: string }> };
}
