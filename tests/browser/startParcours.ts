import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The built program. */
export const PROGRAM = fileURLToPath(new URL('../../dist/parcours.mjs', import.meta.url));
/** Loading the demonstration takes a while on a busy machine. */
export const START_MS = 240_000;

/** Starts the built program on a data folder, on any free port, with the databases that `env` may name. */
export const startParcours = (verb: 'demo' | 'start', data: string, env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [PROGRAM, verb, '--data', data, '--port', '0'], {
    stdio: 'pipe',
    env: { ...process.env, ...env },
  });

/** The address a starting Parcours prints; fails with all it said when it ends, or says nothing, instead. */
export const addressOf = (program: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = '';
    const fail = () => reject(new Error(`Parcours did not start: ${said.slice(0, 2000)}`));
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const found = / is at (http:\/\/[\w.:-]+)/.exec(said);
      if (found?.[1]) resolve(found[1]);
    };
    program.stdout?.on('data', listen);
    program.stderr?.on('data', listen);
    program.on('exit', fail);
    setTimeout(fail, START_MS).unref();
  });

/** Stops it as a person would, and removes the folder. */
export const stopParcours = async (program: ChildProcess | undefined, data: string): Promise<void> => {
  if (program && program.exitCode === null) {
    const ended = new Promise((resolve) => program.once('exit', resolve));
    program.kill('SIGTERM');
    const patience = setTimeout(() => program.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(patience);
  }
  if (data !== '') rmSync(data, { recursive: true, force: true });
};
