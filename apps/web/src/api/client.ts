import createClient from 'openapi-fetch';
import type { Paths } from './paths.js';

/** What the server refused: `code` is the domain's, `status` 0 when the server could not be reached. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the server adds: the problems of a definition, each at its place. */
    readonly details?: unknown,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

export const client = createClient<Paths>({ credentials: 'same-origin' });

type Answered<T> = { data?: T; error?: unknown; response: Response };

const problemOf = (body: unknown): { code: string; message: string; details: unknown } => {
  const error = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown };
  const text = typeof message === 'string' ? message : '';
  return { code: typeof code === 'string' ? code : 'unknown', message: text, details };
};

/** The body of an answer; throws {@link ApiError} for anything the server refused or could not answer. */
export const answerOf = async <T>(answer: Promise<Answered<T>>): Promise<T> => {
  const { data, error, response } = await answer.catch(() => {
    throw new ApiError(0, 'unreachable', '');
  });
  if (!response.ok) {
    const { code, message, details } = problemOf(error);
    throw new ApiError(response.status, code, message, details);
  }
  return data as T;
};
