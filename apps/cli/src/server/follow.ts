import { z } from 'zod';
import type { Progress } from '../output/progress.js';
import { Sorry } from '../output/sorry.js';
import type { Admin } from './admin.js';

const progressLine = z.object({ progress: z.object({ done: z.number(), total: z.number() }) });
const errorLine = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** Asks for work that takes a while, shows how far it has come, and resolves with its result. @throws Sorry */
export const follow = async <Answer extends z.ZodType>(
  admin: Admin,
  path: string,
  body: unknown,
  { label, bar, answer }: { readonly label: string; readonly bar: Progress; readonly answer: Answer },
): Promise<z.infer<Answer>> => {
  const line = z.union([progressLine, errorLine, z.object({ result: answer })]);
  const results: z.infer<Answer>[] = [];
  let started = false;
  const onLine = (raw: unknown): void => {
    const parsed = line.parse(raw) as { progress?: { done: number; total: number }; error?: Sorry; result?: unknown };
    if (parsed.error) throw new Sorry(parsed.error.code, parsed.error.message);
    if (!parsed.progress) {
      results.push(parsed.result as z.infer<Answer>);
      return;
    }
    if (!started) bar.start(label, parsed.progress.total);
    started = true;
    bar.at(parsed.progress.done);
  };
  try {
    await admin.stream(path, body, onLine);
  } finally {
    bar.end();
  }
  const [result] = results;
  if (result !== undefined) return result;
  throw new Sorry('cut_short', 'The server stopped before this ended; run the command again.');
};
