import type { Command } from 'commander';
import { z } from 'zod';
import { count, say, sayJson } from '../output/print.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

const report = z.looseObject({ differences: z.number(), details: z.array(z.unknown()).default([]) });

export const doctorCommand = (program: Command): void => {
  program
    .command('doctor')
    .description('check stores, offsets and positions against a fold of the history')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--json', 'print the report as JSON')
    .action(doctor);
};

const doctor = async ({ data, json }: { data: string; json?: boolean }): Promise<void> => {
  const found = await withServer(data, (admin) => admin.post('/api/admin/doctor', {}, report));
  if (found.differences > 0) process.exitCode = 1;
  if (json) return sayJson(found);
  for (const detail of found.details) say(`- ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`);
  say(found.differences === 0 ? 'All is well: no difference.' : `${count(found.differences, 'difference')}.`);
};
