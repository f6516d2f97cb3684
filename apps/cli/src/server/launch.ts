import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemonstrationProgress, LoadedDemonstration } from '@parcours/engine';
import { startServer } from '@parcours/server';
import { Sorry } from '../output/sorry.js';

export interface ServerOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly host?: string;
  readonly roles?: readonly string[];
  /** For one command: nothing is said, and no page is served. */
  readonly temporary?: boolean;
  /** Loads the demonstration before the server is said to have started. */
  readonly demonstration?: { readonly folder: string; readonly onProgress: (progress: DemonstrationProgress) => void };
}
export interface RunningServer {
  readonly url: string;
  readonly token: string;
  readonly demonstration?: readonly LoadedDemonstration[];
  stop(): Promise<void>;
}

/** Starts a server in this process, its faults told in a sentence. */
export const launch = async (options: ServerOptions): Promise<RunningServer> => {
  try {
    return await startServer(options);
  } catch (error) {
    throw inWords(error, options.port);
  }
};

const inWords = (error: unknown, port: number): unknown => {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new Sorry(
      'port_busy',
      `Port ${port} is in use by another program: stop it, or choose another port with --port N.`,
    );
  }
  if (code === 'EACCES' && (error as NodeJS.ErrnoException).syscall === 'listen') {
    return new Sorry('port_refused', `This user may not listen on port ${port}: choose one above 1023 with --port N.`);
  }
  return error;
};

/** The folder of examples, found from where this program lies. */
export const examplesFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const examples = join(folder, 'examples');
    if (existsSync(join(examples, 'demonstration'))) return examples;
    if (dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  throw new Sorry(
    'demonstration_missing',
    'The folder examples/demonstration is missing: get a whole copy of Parcours.',
  );
};
