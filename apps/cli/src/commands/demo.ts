import { resolve } from 'node:path';
import type { Command } from 'commander';
import { count, note, say, sayJson } from '../output/print.js';
import { progressFor } from '../output/progress.js';
import { examplesFolder, launch } from '../server/launch.js';
import { untilStopped } from '../server/untilStopped.js';
import { DEFAULT_DATA, portNumber } from './options.js';

interface DemoOptions {
  readonly data: string;
  readonly port: number;
  readonly json?: boolean;
}

export const demoCommand = (program: Command): void => {
  program
    .command('demo')
    .description('start Parcours with the demonstration workspaces loaded')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--port <number>', 'port to listen on', portNumber, 4000)
    .option('--json', 'print the address as JSON')
    .action(demo);
};

const demo = async ({ data, port, json }: DemoOptions): Promise<void> => {
  const bar = progressFor(json === true, 'events');
  let current = '';
  const server = await launch({
    dataDir: resolve(data),
    port,
    demonstration: {
      folder: examplesFolder(),
      onProgress: ({ workspaceId, sent, total }) => {
        if (workspaceId !== current) {
          bar.end();
          bar.start(workspaceId, total);
        }
        current = workspaceId;
        bar.at(sent);
      },
    },
  });
  bar.end();
  for (const { workspaceId, loaded, interactions, shiftedDays } of server.demonstration ?? []) {
    const dates = `dates are ${count(shiftedDays, 'day')} later than in the data`;
    note(`${workspaceId}: ${loaded ? `${count(interactions, 'event')} loaded` : 'already loaded'}; ${dates}.`);
  }
  if (json) sayJson({ url: server.url });
  else say(`Parcours is at ${server.url}`);
  note('Ctrl+C stops it.');
  await untilStopped(server);
};
