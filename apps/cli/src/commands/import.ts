import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type CheckedFile, checkFile, type Mapping, parseMapping } from '@parcours/engine';
import type { Command } from 'commander';
import { count, note, say, sayJson } from '../output/print.js';
import { progressFor } from '../output/progress.js';
import { Sorry } from '../output/sorry.js';
import { sendFiles } from '../server/sendFiles.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

interface ImportOptions {
  readonly map?: string;
  readonly data: string;
  readonly workspace?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export const importCommand = (program: Command): void => {
  program
    .command('import')
    .description('import Segment-shaped NDJSON, or CSV through a mapping; running it twice changes nothing')
    .argument('<files...>', '.ndjson, .jsonl or .csv, also gzipped')
    .option('--map <file>', 'the YAML mapping that reads the CSV files (docs/import.md)')
    .option('--workspace <id>', 'where the events go; the first workspace by default')
    .option('--dry-run', 'show the first ten events and count what would be rejected; change nothing')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--json', 'end with the counts as JSON')
    .action(importFiles);
};

const importFiles = async (paths: string[], options: ImportOptions): Promise<void> => {
  const json = options.json === true;
  const mapping = options.map === undefined ? null : await readMapping(options.map);
  const files: CheckedFile[] = [];
  // Every file is read to its end before the first event is sent.
  for (const path of paths) files.push(await check(path, mapping, json));
  if (options.dryRun) return showDryRun(files, json);
  const total = await withServer(options.data, (admin) =>
    sendFiles(admin, files, { workspace: options.workspace, progress: progressFor(json, 'events') }),
  );
  if (json) return sayJson(total);
  say(
    `${count(total.accepted, 'event')} accepted, ${count(total.duplicates, 'duplicate')}, ${total.rejected.toLocaleString('en')} rejected.`,
  );
  if (total.rejected > 0) note('The rejected events and their reasons are on the page, under Sources.');
};

const readMapping = async (path: string): Promise<Mapping> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Sorry('mapping_missing', `The mapping ${path} cannot be read: is it there?`);
  });
  return parseMapping(text, basename(path));
};

const check = async (path: string, mapping: Mapping | null, json: boolean): Promise<CheckedFile> => {
  const bar = progressFor(json, 'KB');
  let read = 0;
  const start = (bytes: number) => bar.start('Checking', Math.ceil(bytes / 1024));
  const onBytes = (bytes: number) => {
    read += bytes;
    bar.at(Math.round(read / 1024));
  };
  try {
    return await checkFile(path, mapping, { now: Date.now(), onStart: start, onBytes });
  } finally {
    bar.end();
  }
};

const showDryRun = (files: readonly CheckedFile[], json: boolean): void => {
  const rejected = files.flatMap((file) => file.rejected.map((reasons) => ({ file: file.name, ...reasons })));
  const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
  const events = sum(files.map((file) => file.events));
  const refused = sum(rejected.map((one) => one.count));
  const first = files.flatMap((file) => file.first).slice(0, 10);
  if (json) {
    sayJson({ dryRun: true, events, accepted: events - refused, rejected: refused, reasons: rejected, first });
    return;
  }
  for (const event of first) {
    say(
      `line ${event.line}: ${'message' in event ? JSON.stringify(event.message, null, 2) : event.text.slice(0, 200)}`,
    );
  }
  say(`${count(events, 'event')}, of which ${refused.toLocaleString('en')} would be rejected. Nothing was changed.`);
  for (const { file, reason, count: times, firstLine } of rejected) {
    say(`- ${count(times, 'event')}, the first on line ${firstLine} of ${file}: ${reason}`);
  }
};
