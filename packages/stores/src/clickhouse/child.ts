import type { AddressInfo } from 'node:net';
import { Engine } from './engine.js';
import { serveEngine } from './serve.js';

/** What the parent sends first, and what it gets back. The password goes over the private channel, never the command line. */
export interface Opening {
  readonly folder: string;
  readonly password: string;
  /** 0 for any that is free. */
  readonly port: number;
}
export type Opened = { readonly port: number } | { readonly error: string };

const answer = (opened: Opened): void => {
  process.send?.(opened);
};

const open = async ({ folder, password, port }: Opening): Promise<void> => {
  try {
    const engine = await Engine.open(folder);
    const server = serveEngine(engine, password);
    const leave = () => {
      server.close();
      server.closeAllConnections();
      // Every acknowledged insert is on disk; queries in progress have nobody left to answer, and would hold up an orderly exit.
      if (engine.isBusy()) process.kill(process.pid, 'SIGKILL');
      engine.close();
      process.exit(0);
    };
    process.once('disconnect', leave);
    process.once('SIGTERM', leave);
    server.once('error', (error) => answer({ error: error.message }));
    server.listen(port, '127.0.0.1', () => answer({ port: (server.address() as AddressInfo).port }));
  } catch (error) {
    answer({ error: error instanceof Error ? error.message : String(error) });
  }
};

process.once('message', (opening: Opening) => void open(opening));
