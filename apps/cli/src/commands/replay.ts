import type { Command } from 'commander';
import { z } from 'zod';
import { count, say, sayJson } from '../output/print.js';
import { progressFor } from '../output/progress.js';
import { follow } from '../server/follow.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

interface ReplayOptions {
  readonly data: string;
  readonly model?: string;
  readonly workspace?: string;
  readonly json?: boolean;
}

const replayed = z.object({ customers: z.number(), interactions: z.number(), positionsChanged: z.number() });

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
  const result = await withServer(data, (admin) =>
    follow(admin, '/api/admin/replay', { model, workspace }, { label: 'Replaying', bar, answer: replayed }),
  );
  if (json) return sayJson(result);
  const { customers, interactions, positionsChanged } = result;
  const folded = `${count(interactions, 'interaction')} of ${count(customers, 'customer')} folded again`;
  say(
    `${folded}: ${positionsChanged === 0 ? 'no position changed' : `${count(positionsChanged, 'position')} changed`}.`,
  );
};
