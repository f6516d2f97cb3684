import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Sorry } from '../output/sorry.js';

/** The routes of a server that only the command line uses. */
export interface Admin {
  /** Posts JSON, or lines of JSON when `body` is a string. Waits and tries again while the server has too much to do. */
  post<Answer extends z.ZodType>(path: string, body: unknown, answer: Answer): Promise<z.infer<Answer>>;
  /** Posts JSON and hands over each line of the answer as it comes. */
  stream(path: string, body: unknown, onLine: (line: unknown) => void): Promise<void>;
}

const errorAnswer = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

export const adminOf = ({ url, token }: { url: string; token: string }): Admin => ({
  post: async (path, body, answer) => {
    for (;;) {
      const response = await request(url, token, path, body);
      if (response.ok) return answer.parse(await response.json());
      if (response.status !== 429) throw await refusal(response);
      await response.body?.cancel();
      await sleep(1000 * Math.min(30, Math.max(1, Number(response.headers.get('retry-after')) || 1)));
    }
  },
  stream: async (path, body, onLine) => {
    const response = await request(url, token, path, body);
    if (!response.ok || !response.body) throw await refusal(response);
    const lines = createInterface({ input: Readable.fromWeb(response.body as WebStream) });
    for await (const line of lines) if (line !== '') onLine(JSON.parse(line));
  },
});

const request = async (url: string, token: string, path: string, body: unknown): Promise<Response> => {
  const lines = typeof body === 'string';
  try {
    return await fetch(new URL(path, url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': lines ? 'application/x-ndjson' : 'application/json',
      },
      body: lines ? body : JSON.stringify(body ?? {}),
    });
  } catch {
    throw new Sorry(
      'server_gone',
      `The server at ${url} no longer answers. What it had acknowledged is kept; run the command again.`,
    );
  }
};

const refusal = async (response: Response): Promise<Sorry> => {
  const parsed = errorAnswer.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new Sorry(parsed.data.error.code, parsed.data.error.message);
  return new Sorry('server_refused', `The server answered with status ${response.status}.`);
};
