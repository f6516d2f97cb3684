import { type CheckedFile, type ImportedEvent, inTimeOrder } from '@parcours/engine';
import { z } from 'zod';
import type { Progress } from '../output/progress.js';
import type { Admin } from './admin.js';

/** Events, and about the bytes, of one request. */
const CHUNK = 2_000;
const CHUNK_BYTES = 4 * 1024 * 1024;

const taken = z.object({ logId: z.number().nullable(), accepted: z.number(), rejected: z.number() });
const settled = z.object({ settled: z.boolean(), position: z.number(), duplicates: z.number() });

/** What one request left in the log. */
interface Entry {
  readonly logId: number;
  readonly events: number;
}

export interface Sent {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/** Sends checked files, waits until every customer is placed, and says how many events were new. */
export const sendFiles = async (
  admin: Admin,
  files: readonly CheckedFile[],
  { workspace, progress }: { workspace?: string; progress: Progress },
): Promise<Sent> => {
  const entries: Entry[] = [];
  let accepted = 0;
  let rejected = 0;
  for (const file of files) {
    const query = new URLSearchParams({ file: file.name, ...(workspace === undefined ? {} : { workspace }) });
    progress.start('Sending', file.events);
    let done = 0;
    for await (const chunk of inTimeOrder(file.read(), CHUNK)) {
      for (const body of bodies(chunk)) {
        const answer = await admin.post(`/api/admin/imports?${query}`, body, taken);
        accepted += answer.accepted;
        rejected += answer.rejected;
        if (answer.logId !== null) entries.push({ logId: answer.logId, events: answer.accepted });
      }
      done += chunk.length;
      progress.at(done);
    }
    progress.end();
  }
  const duplicates = entries.length === 0 ? 0 : await settle(admin, entries, progress);
  return { accepted: accepted - duplicates, duplicates, rejected };
};

/** Lines of [line number, event], or [line number, text] for what was not JSON. */
function* bodies(events: readonly ImportedEvent[]): Iterable<string> {
  let lines: string[] = [];
  let bytes = 0;
  for (const event of events) {
    const line = JSON.stringify([event.line, 'message' in event ? wrapped(event.message) : event.text]);
    if (bytes + line.length > CHUNK_BYTES && lines.length > 0) {
      yield lines.join('\n');
      lines = [];
      bytes = 0;
    }
    lines.push(line);
    bytes += line.length;
  }
  if (lines.length > 0) yield lines.join('\n');
}

/** A JSON text is no event: as a list it is refused for what it is, not taken for a broken line. */
const wrapped = (message: unknown): unknown => (typeof message === 'string' ? [message] : message);

const settle = async (admin: Admin, entries: readonly Entry[], progress: Progress): Promise<number> => {
  const logIds = entries.map(({ logId }) => logId);
  const eventsOf = (some: readonly Entry[]) => some.reduce((sum, { events }) => sum + events, 0);
  progress.start('Placing', eventsOf(entries));
  for (;;) {
    const answer = await admin.post('/api/admin/imports/settle', { logIds }, settled);
    progress.at(eventsOf(entries.filter(({ logId }) => logId <= answer.position)));
    if (!answer.settled) continue;
    progress.end();
    return answer.duplicates;
  }
};
