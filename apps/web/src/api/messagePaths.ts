import type { choosingSchema, Preferences } from '@parcours/core';
import type { z } from 'zod';

type Answered = {
  200: { content: { 'application/json': Preferences } };
  default: { content: { 'application/json': { error: { code: string; message: string } } } };
};
interface Asked<Body> {
  parameters: { query?: never; path?: never };
  requestBody: { content: { 'application/json': Body } };
  responses: Answered;
}

/** The routes of whoever holds a link from a message. */
export interface MessagePaths {
  '/api/messages/preferences': { post: Asked<{ token: string }>; put: Asked<z.input<typeof choosingSchema>> };
}
