import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { count, megabytes, note, say, sayJson } from '../output/print.js';
import { progressFor } from '../output/progress.js';
import { Sorry } from '../output/sorry.js';
import { follow } from '../server/follow.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

interface BackupOptions {
  readonly data: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

const made = z.object({
  file: z.string(),
  bytes: z.number(),
  tables: z.array(z.object({ store: z.string(), name: z.string(), rows: z.number() })),
});

export const backupCommand = (program: Command): void => {
  program
    .command('backup')
    .description('write everything to one file, while Parcours runs or not')
    .argument('<file>', 'where to write it; by the server, on its machine')
    .option('--overwrite', 'replace the file if it exists')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--json', 'end with what was written as JSON')
    .action(backup);
};

const backup = async (path: string, { data, overwrite, json }: BackupOptions): Promise<void> => {
  const file = resolve(path);
  refuseInside(file, resolve(data));
  refuseNothing(resolve(data));
  const bar = progressFor(json === true, 'rows');
  const body = { file, overwrite: overwrite === true };
  const result = await withServer(data, (admin) =>
    follow(admin, '/api/admin/backup', body, { label: 'Backing up', bar, answer: made }),
  );
  if (json) return sayJson(result);
  const rows = (name: string) => result.tables.find((table) => table.name === name)?.rows ?? 0;
  const held = `${count(rows('customers'), 'customer')} and ${count(rows('interactions'), 'interaction')}`;
  say(`${file}: ${held}, ${megabytes(result.bytes)}.`);
  note(
    'It holds personal data, accounts and the hashes of keys; only its owner can read it. Keep it as safe as the data.',
  );
};

const refuseInside = (file: string, data: string): void => {
  if (relative(data, file).startsWith('..')) return;
  const message = `Write the backup outside the data folder ${data}: what happens to the folder would happen to it.`;
  throw new Sorry('backup_inside_data', message);
};

// A server started on a folder that is not there would make it, and the backup would be of nothing.
const refuseNothing = (data: string): void => {
  if (existsSync(join(data, 'postgres')) || process.env['DATABASE_URL']) return;
  throw new Sorry('data_missing', `There is no Parcours data in ${data}: name its folder with --data.`);
};
