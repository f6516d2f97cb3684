import { Command } from 'commander';
import { backupCommand } from './commands/backup.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { importCommand } from './commands/import.js';
import { keyCommand } from './commands/key.js';
import { replayCommand } from './commands/replay.js';
import { restoreCommand } from './commands/restore.js';
import { startCommand } from './commands/start.js';
import { apologise } from './output/sorry.js';

const program = new Command('parcours').description(
  'Reads what customers do, and knows where each one stands on the journey, in which direction and how fast they move.',
);
const commands = [
  ...[startCommand, demoCommand, importCommand, replayCommand, keyCommand, doctorCommand],
  ...[backupCommand, restoreCommand],
];
for (const add of commands) add(program);

await program.parseAsync().catch((error: unknown) => apologise(error, process.argv.includes('--json')));
