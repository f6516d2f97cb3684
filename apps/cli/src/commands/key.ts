import { ROLES, type Role } from '@parcours/core';
import { type Command, Option } from 'commander';
import { z } from 'zod';
import { note, say, sayJson } from '../output/print.js';
import { withServer } from '../server/withServer.js';
import { DEFAULT_DATA } from './options.js';

interface KeyOptions {
  readonly kind: 'write' | 'api';
  readonly role?: Role;
  readonly workspace?: string;
  readonly name: string;
  readonly data: string;
  readonly json?: boolean;
}

const created = z.object({ id: z.string(), key: z.string(), kind: z.string(), workspace: z.string() });

export const keyCommand = (program: Command): void => {
  program
    .command('key')
    .description('keys of a workspace')
    .command('create')
    .description('make a key and print it, once')
    .addOption(
      new Option('--kind <kind>', 'write sends interactions, api reads')
        .choices(['write', 'api'])
        .makeOptionMandatory(),
    )
    .addOption(new Option('--role <role>', 'what an API key may do; everything by default').choices([...ROLES]))
    .option('--workspace <id>', 'the workspace it opens; the first one by default')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--data <folder>', 'where everything is kept', DEFAULT_DATA)
    .option('--json', 'print the key as JSON')
    .action(createKey);
};

const createKey = async ({ data, json, kind, role, workspace, name }: KeyOptions): Promise<void> => {
  const asked = { kind, role, workspace, name };
  const made = await withServer(data, (admin) => admin.post('/api/admin/keys', asked, created));
  if (json) return sayJson(made);
  say(made.key);
  note(`Keep it: it is not shown again. It opens the workspace “${made.workspace}”.`);
};
