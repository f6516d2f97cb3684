import type { Consents, choosingSchema, DeliveryView, holdingSchema, Preferences } from '@parcours/core';
import type { z } from 'zod';
import type { Paging, ReadOne, WriteOne } from './route.js';
import type { Page } from './types.js';

type Answered = {
  200: { content: { 'application/json': Preferences } };
  default: { content: { 'application/json': { error: { code: string; message: string } } } };
};
interface Asked<Body> {
  parameters: { query?: never; path?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: Answered;
}

/** The routes about messages: of whoever holds a link from one, and of a customer. */
export interface MessagePaths {
  '/api/messages/preferences': { post: Asked<{ token: string }>; put: Asked<z.input<typeof choosingSchema>> };
  '/api/customers/{id}/consents': { get: ReadOne<Consents> };
  '/api/customers/{id}/hold': {
    put: WriteOne<z.input<typeof holdingSchema>, Consents>;
    delete: ReadOne<Consents>;
  };
  '/api/customers/{id}/deliveries': { get: ReadOne<Page<DeliveryView>, Paging> };
}
