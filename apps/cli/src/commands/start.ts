import { resolve } from 'node:path';
import type { Command } from 'commander';
import { note, say, sayJson } from '../output/print.js';
import { launch } from '../server/launch.js';
import { untilStopped } from '../server/untilStopped.js';
import { DEFAULT_DATA, portNumber } from './options.js';

interface StartOptions {
  readonly data: string;
  readonly port: number;
  readonly roles?: string;
  readonly json?: boolean;
}

export const startCommand = (program: Command): void => {
  program
    .command('start')
    .description('start Parcours and print its address')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--port <number>', 'port to listen on', portNumber, 4000)
    .option('--roles <names>', 'only these roles, by commas: collect, situate, warehouse, engage, deliver, web')
    .option('--json', 'print the address as JSON')
    .action(start);
};

const start = async ({ data, port, roles, json }: StartOptions): Promise<void> => {
  const server = await launch({ dataDir: resolve(data), port, roles: roles?.split(',').map((role) => role.trim()) });
  if (json) sayJson({ url: server.url });
  else say(`Parcours is at ${server.url}`);
  note('Ctrl+C stops it.');
  await untilStopped(server);
};
