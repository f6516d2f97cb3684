import type {
  churnQuerySchema,
  churnSchema,
  customerValueSchema,
  rfmGridSchema,
  valueListQuerySchema,
  valueListSchema,
  valueModelSchema,
} from '@parcours/core';
import type { z } from 'zod';
import type { InWorkspace, Read, ReadOne, Write } from './route.js';

export type ValueModel = z.infer<typeof valueModelSchema>;
export type RfmGrid = z.infer<typeof rfmGridSchema>;
export type ValueList = z.infer<typeof valueListSchema>;
export type ChurnQuery = z.infer<typeof churnQuerySchema>;
export type Churn = z.infer<typeof churnSchema>;
export type CustomerValue = z.infer<typeof customerValueSchema>;
/** As the address of a question writes it: everything is text. */
export type ValueListQuery = { [K in keyof z.input<typeof valueListQuerySchema>]?: string };
export interface ValuePeople {
  persona?: string;
  segment?: string;
}

/** The routes of what customers are worth. */
export interface ValuePaths {
  '/api/value/model': { get: Read<ValueModel, InWorkspace & ValuePeople & { where?: string }> };
  '/api/value/rfm': { get: Read<RfmGrid, InWorkspace & ValuePeople> };
  '/api/value/customers': { get: Read<ValueList, InWorkspace & ValueListQuery> };
  '/api/value/churn': { post: Write<ChurnQuery, Churn> };
  '/api/customers/{id}/value': { get: ReadOne<CustomerValue> };
}
