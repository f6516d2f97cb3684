import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sending, Sent } from './send.js';

/** Sends from a process of its own, so that making requests does not take the server's thread. */
export const sendFrom = async (sending: Sending): Promise<Sent> => {
  const script = fileURLToPath(new URL('./bench-send.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(sending)], {
    maxBuffer: 1024 * 1024,
  });
  return JSON.parse(stdout) as Sent;
};
