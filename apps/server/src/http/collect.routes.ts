import type { IncomingMessage } from 'node:http';
import {
  aliasSchema,
  batchSchema,
  collectedSchema,
  errorSchema,
  groupSchema,
  type InteractionType,
  identifySchema,
  type JsonObject,
  pageSchema,
  type RejectionCode,
  screenSchema,
  trackSchema,
  whereJsonBreaks,
} from '@parcours/core';
import {
  type Batch,
  type Collected,
  type CollectPorts,
  collectInteractions,
  DomainError,
  rejectedText,
  type WriteKeys,
} from '@parcours/engine';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { decompress, MAX_BODY_BYTES, type RawBody, readRawBody } from './body.js';
import { allowAnyOrigin } from './cors.js';
import { settingsRoute } from './settings.routes.js';
import type { Http, HttpPlugin } from './types.js';
import { keyOfHeader, type WriteKeyCheck, writeKeyCheck } from './writeKey.js';

export interface CollectRoutesDeps extends CollectPorts {
  readonly writeKeys: WriteKeys;
}

interface Call {
  /** Absent for a batch, whose events say their own. */
  readonly type?: InteractionType;
  readonly imported: boolean;
  readonly schema: z.ZodType;
  readonly summary: string;
  /** The address, and the short one browsers use. */
  readonly paths: readonly string[];
}

const CALLS: readonly Call[] = [
  { type: 'track', imported: false, schema: trackSchema, summary: 'Something happened', paths: ['track', 't'] },
  { type: 'identify', imported: false, schema: identifySchema, summary: 'Who someone is', paths: ['identify', 'i'] },
  { type: 'page', imported: false, schema: pageSchema, summary: 'A page was seen', paths: ['page', 'p'] },
  { type: 'screen', imported: false, schema: screenSchema, summary: 'A screen was seen', paths: ['screen', 's'] },
  { type: 'group', imported: false, schema: groupSchema, summary: 'Someone belongs to a group', paths: ['group', 'g'] },
  {
    type: 'alias',
    imported: false,
    schema: aliasSchema,
    summary: 'Two identifiers are one person',
    paths: ['alias', 'a'],
  },
  { imported: false, schema: batchSchema, summary: 'Several events at once', paths: ['batch', 'b'] },
  { imported: true, schema: batchSchema, summary: 'History: changes positions, contacts nobody', paths: ['import'] },
];

const SUCCESS = '{"success":true}';
const MAX_REPORTED = 20;
const BOM = '\ufeff';

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    const broken = whereJsonBreaks(text);
    if (!broken) throw new DomainError('malformed_json', 400, 'The body is not valid JSON.');
    const { line, column, expected, found } = broken;
    const there = found === '' ? 'it ends there' : `there is ${found}`;
    const message = `The body is not valid JSON at line ${line}, column ${column}: ${expected} was expected, ${there}.`;
    throw new DomainError('malformed_json', 400, message, { line, column });
  }
};

/** The events of a body, and what they share. */
const toBatch = (body: unknown, call: Call, workspaceId: string, bytes: number): Batch => {
  const { type, imported } = call;
  if (type !== undefined) return { workspaceId, messages: [body], type, imported, bytes };
  if (!isObject(body) || !Array.isArray(body.batch)) {
    throw new DomainError('invalid_batch', 400, 'The body must be an object whose `batch` is a list of events.');
  }
  const context = isObject(body.context) ? body.context : undefined;
  return { workspaceId, messages: body.batch, sentAt: body.sentAt, context, imported, bytes };
};

const KEPT_CODES: ReadonlySet<string> = new Set<RejectionCode>(['malformed_json', 'invalid_batch', 'too_large']);

/** A body nothing could be read from is kept as it came, so that it can be seen on the page and sent again. */
const keepRefused = async (
  deps: CollectRoutesDeps,
  workspaceId: string,
  { type, imported }: Call,
  refusal: DomainError,
  text: string,
): Promise<void> => {
  if (!KEPT_CODES.has(refusal.code)) return;
  const { message } = refusal;
  const code = refusal.code as RejectionCode;
  await deps.rejections.record([
    { workspaceId, at: deps.clock.now(), code, message, field: null, payload: rejectedText(text), type, imported },
  ]);
};

const report = ({ rejected }: Collected): string => {
  if (rejected.length === 0) return SUCCESS;
  const reported = rejected
    .slice(0, MAX_REPORTED)
    .map(({ index, rejection: { code, message, field } }) => ({ index, code, message, field }));
  return JSON.stringify({ success: true, rejected: reported });
};

/** The text of a body, and what it says; a refusal carries the text as far as it was read. */
const readBody = async (
  raw: RawBody,
  encoding: string | undefined,
  keep: (text: string) => void,
): Promise<[unknown, number]> => {
  if (raw.tooLarge) keep(raw.bytes.toString('utf8'));
  const bytes = await decompress(raw, encoding);
  const text = bytes.toString('utf8');
  keep(text);
  return [parse(text.startsWith(BOM) ? text.slice(1) : text), bytes.length];
};

const keyOfBody = (body: unknown): string => (isObject(body) && typeof body.writeKey === 'string' ? body.writeKey : '');

const NOTHING: RawBody = { bytes: Buffer.alloc(0), tooLarge: false };

const receive = async (
  deps: CollectRoutesDeps,
  check: WriteKeyCheck,
  call: Call,
  request: FastifyRequest,
): Promise<Collected> => {
  const headerKey = keyOfHeader(request.headers.authorization);
  let workspaceId = headerKey ? await check.workspaceOf(request, headerKey) : undefined;
  let text = '';
  try {
    const raw = (request.body as RawBody | undefined) ?? NOTHING;
    const [body, bytes] = await readBody(raw, request.headers['content-encoding'], (read) => {
      text = read;
    });
    workspaceId ??= await check.workspaceOf(request, keyOfBody(body));
    return await collectInteractions(deps, toBatch(body, call, workspaceId, bytes));
  } catch (error) {
    if (error instanceof DomainError && workspaceId !== undefined)
      await keepRefused(deps, workspaceId, call, error, text);
    throw error;
  }
};

/** A call of one event that was not accepted is refused; in a batch it is only mentioned. */
const answerTo = (call: Call, collected: Collected): string => {
  const [refused] = collected.rejected;
  if (call.type === undefined || !refused) return report(collected);
  const { code, message, field } = refused.rejection;
  throw new DomainError(code, code === 'too_large' ? 413 : 400, message, { field });
};

/** Senders try again after a 5xx, so what could not be written is said to be our fault and nothing is lost. */
const unavailable = (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  request.log.error({ err: error }, 'interactions could not be written');
  const body = {
    error: { code: 'unavailable', message: 'The events could not be written just now; send them again.' },
  };
  return reply.code(503).header('retry-after', '5').type('application/json; charset=utf-8').send(JSON.stringify(body));
};

const addCall = (scope: Http, deps: CollectRoutesDeps, check: WriteKeyCheck, call: Call): void => {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    try {
      return reply
        .type('application/json; charset=utf-8')
        .send(answerTo(call, await receive(deps, check, call, request)));
    } catch (error) {
      if (error instanceof DomainError) throw error;
      return unavailable(error, request, reply);
    }
  };
  for (const [place, path] of call.paths.entries()) {
    const documented = {
      summary: call.summary,
      tags: ['collect'],
      security: [{ writeKey: [] }],
      body: call.schema,
      response: { 200: collectedSchema, 400: errorSchema, 401: errorSchema, 413: errorSchema, 429: errorSchema },
    };
    scope.route({
      method: 'POST',
      url: `/v1/${path}`,
      helmet: false,
      schema: place === 0 ? documented : { hide: true },
      handler,
    });
  }
};

/**
 * Segment-compatible collection. 200 once what was accepted is on disk [LOG-1]; one bad event does not fail its batch.
 * 400 unreadable, 401 unknown key, 413 too large, 429 overloaded (Retry-After), 503 not written: send again.
 */
export const collectRoutes =
  (deps: CollectRoutesDeps): HttpPlugin =>
  async (scope) => {
    const check = writeKeyCheck(deps.writeKeys, () => deps.clock.now());
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { bodyLimit: MAX_BODY_BYTES },
      async (_request: FastifyRequest, payload: IncomingMessage) => readRawBody(payload),
    );
    // Schemas document these routes; acceptMessage checks, event by event.
    scope.setValidatorCompiler(() => () => true);
    allowAnyOrigin(scope, '/v1');
    for (const call of CALLS) addCall(scope, deps, check, call);
    settingsRoute(scope, check);
    // The browser client's own metrics: nothing of a customer is in them.
    scope.post('/v1/m', { helmet: false, schema: { hide: true } }, async (_request, reply) =>
      reply.type('application/json').send(SUCCESS),
    );
  };
