import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';

/** Fastify as this product uses it: Zod schemas check what comes in, shape what goes out and make the OpenAPI document. */
export type Http = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A capability's routes. Registered in a scope of its own: hooks and parsers added inside stay inside. */
export type HttpPlugin = (http: Http) => Promise<void>;
