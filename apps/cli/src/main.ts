import { Command } from 'commander';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { importCommand } from './commands/import.js';
import { keyCommand } from './commands/key.js';
import { replayCommand } from './commands/replay.js';
import { startCommand } from './commands/start.js';
import { apologise } from './output/sorry.js';

const program = new Command('parcours').description(
  'Reads what customers do, and knows where each one stands on the journey, in which direction and how fast they move.',
);
for (const add of [startCommand, demoCommand, importCommand, replayCommand, keyCommand, doctorCommand]) add(program);

await program.parseAsync().catch((error: unknown) => apologise(error, process.argv.includes('--json')));
