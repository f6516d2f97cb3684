import { resolve } from 'node:path';
import { type RestoreProgress, restoreBackup } from '@parcours/stores';
import type { Command } from 'commander';
import { count, note, say, sayJson } from '../output/print.js';
import { type Progress, progressFor } from '../output/progress.js';

interface RestoreOptions {
  readonly data: string;
  readonly json?: boolean;
}

export const restoreCommand = (program: Command): void => {
  program
    .command('restore')
    .description('put a backup into an empty or new data folder')
    .argument('<file>', 'the file that "parcours backup" wrote')
    .requiredOption('--data <folder>', 'an empty or new folder')
    .option('--json', 'end with what was restored as JSON')
    .action(restore);
};

const LABELS = { checking: 'Checking', loading: 'Restoring' } as const;
const KILOBYTE = 1024;

/** One bar after the other, in kilobytes of the file. */
const showOn = (bar: Progress): ((progress: RestoreProgress) => void) => {
  let shown: RestoreProgress['step'] | undefined;
  return ({ step, done, total }) => {
    if (step !== shown) {
      bar.end();
      bar.start(LABELS[step], Math.ceil(total / KILOBYTE));
    }
    shown = step;
    bar.at(Math.ceil(done / KILOBYTE));
  };
};

const restore = async (path: string, { data, json }: RestoreOptions): Promise<void> => {
  const bar = progressFor(json === true, 'KB');
  const options = {
    file: resolve(path),
    dataDir: resolve(data),
    databaseUrl: process.env['DATABASE_URL'],
    clickhouseUrl: process.env['CLICKHOUSE_URL'],
  };
  const restored = await restoreBackup(options, showOn(bar)).finally(() => bar.end());
  if (json) return sayJson({ data: options.dataDir, ...restored });
  const rows = (name: string) => restored.tables.find((table) => table.name === name)?.rows ?? 0;
  const held = `${count(rows('customers'), 'customer')} and ${count(rows('interactions'), 'interaction')}`;
  say(`${held} restored as of ${restored.createdAt}, into ${options.dataDir}.`);
  note(`Check it with: parcours doctor --data ${JSON.stringify(options.dataDir)}`);
};
