import type { Command } from 'commander';
import { z } from 'zod';
import { count, say, sayJson } from '../output/print.js';
import { type Progress, progressFor } from '../output/progress.js';
import { Sorry } from '../output/sorry.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

interface ReplayOptions {
  readonly data: string;
  readonly model?: string;
  readonly workspace?: string;
  readonly json?: boolean;
}

const progressLine = z.object({ progress: z.object({ done: z.number(), total: z.number() }) });
const resultLine = z.object({
  result: z.object({ customers: z.number(), interactions: z.number(), positionsChanged: z.number() }),
});
const errorLine = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const line = z.union([progressLine, resultLine, errorLine]);
type Result = z.infer<typeof resultLine>['result'];

export const replayCommand = (program: Command): void => {
  program
    .command('replay')
    .description('fold all history again and say how many positions changed')
    .option('--model <id>', 'only this lifecycle model')
    .option('--workspace <id>', 'only this workspace')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--json', 'print the result as JSON')
    .action(replay);
};

const replay = async ({ data, model, workspace, json }: ReplayOptions): Promise<void> => {
  const bar = progressFor(json === true, 'customers');
  const result = await withServer(data, async (admin) => {
    const follower = follow(bar);
    try {
      await admin.stream('/api/admin/replay', { model, workspace }, follower.onLine);
    } finally {
      bar.end();
    }
    return follower.result();
  });
  if (json) return sayJson(result);
  const { customers, interactions, positionsChanged } = result;
  const folded = `${count(interactions, 'interaction')} of ${count(customers, 'customer')} folded again`;
  say(
    `${folded}: ${positionsChanged === 0 ? 'no position changed' : `${count(positionsChanged, 'position')} changed`}.`,
  );
};

const follow = (bar: Progress): { onLine(raw: unknown): void; result(): Result } => {
  let result: Result | undefined;
  let started = false;
  return {
    onLine: (raw) => {
      const parsed = line.parse(raw);
      if ('error' in parsed) throw new Sorry(parsed.error.code, parsed.error.message);
      if ('result' in parsed) result = parsed.result;
      else {
        if (!started) bar.start('Replaying', parsed.progress.total);
        started = true;
        bar.at(parsed.progress.done);
      }
    },
    result: () => {
      if (result) return result;
      throw new Sorry('replay_cut_short', 'The server stopped before the replay ended; run it again.');
    },
  };
};
