import { DomainError } from '@parcours/engine';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ZodError } from 'zod';

/** What every refusal looks like on the wire. */
export interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly details?: unknown };
}

export interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody;
  /** Seconds, for the Retry-After header. */
  readonly retryAfter?: number;
}

const answer = (status: number, code: string, message: string, details?: unknown): ErrorAnswer => ({
  status,
  body: { error: details === undefined ? { code, message } : { code, message, details } },
});

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

const describeIssues = (issues: readonly Issue[]): ErrorAnswer => {
  const details = issues.slice(0, 20).map(({ path, message }) => ({ path: path.map(String).join('.'), message }));
  const first = details[0];
  const where = first?.path ? `${first.path}: ` : '';
  return answer(
    400,
    'invalid_request',
    first ? `${where}${first.message}` : 'The request is not as expected.',
    details,
  );
};

/** Fastify's own refusals, in words a person can act on. */
const FRAMEWORK_MESSAGES: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'The body is larger than this address accepts.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; a JSON object was expected.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'This Content-Type is not accepted here; send application/json.',
  FST_ERR_BAD_URL: 'The address is not a valid URL.',
};

const fromFramework = (error: Partial<FastifyError> & Error): ErrorAnswer | undefined => {
  const status = error.statusCode;
  if (status === undefined || status < 400 || status >= 500) return undefined;
  const code = (error.code ?? 'bad_request').replace(/^FST_ERR_(CTP_)?/, '').toLowerCase();
  return answer(status, code, FRAMEWORK_MESSAGES[error.code ?? ''] ?? error.message);
};

const retryAfterOf = (details: unknown): number | undefined => {
  if (typeof details !== 'object' || details === null || !('retryAfter' in details)) return undefined;
  return typeof details.retryAfter === 'number' ? Math.max(1, Math.ceil(details.retryAfter)) : undefined;
};

/**
 * Turns anything thrown into a status and a body. What the caller did is a 4xx with its reason;
 * anything else is a 500 that says nothing of our insides.
 */
export const toAnswer = (thrown: unknown): ErrorAnswer => {
  if (thrown instanceof DomainError) {
    const shaped = answer(thrown.status, thrown.code, thrown.message, thrown.details);
    const retryAfter = retryAfterOf(thrown.details);
    return retryAfter === undefined ? shaped : { ...shaped, retryAfter };
  }
  if (hasZodFastifySchemaValidationErrors(thrown)) {
    return describeIssues(
      thrown.validation.map(({ instancePath, message }) => ({
        path: instancePath.split('/').filter(Boolean),
        message: message ?? 'is not as expected',
      })),
    );
  }
  if (thrown instanceof ZodError) return describeIssues(thrown.issues);
  if (thrown instanceof Error) {
    const refused = fromFramework(thrown);
    if (refused) return refused;
  }
  return answer(500, 'internal', 'Something went wrong on our side. It has been written to the log.');
};

/** Answers an error and logs it when the fault is ours. */
export const sendError = (thrown: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const { status, body, retryAfter } = toAnswer(thrown);
  if (status >= 500) request.log.error({ err: thrown, path: request.routeOptions.url }, 'request failed');
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(body));
};
