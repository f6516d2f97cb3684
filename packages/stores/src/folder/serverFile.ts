import { chmodSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSameProcess, startOf } from '../processes/identity.js';

/** Where the running server of a data folder is, and the token with which the command line speaks to it. */
export interface ServerFile {
  readonly pid: number;
  readonly url: string;
  readonly token: string;
}

const pathOf = (dataDir: string) => join(dataDir, 'server.json');

/** The running server of the data folder; null when there is none or its process is gone. */
export const readServerFile = (dataDir: string): ServerFile | null => {
  try {
    const { started, ...file } = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as ServerFile & { started: string };
    return isSameProcess(file.pid, started) ? file : null;
  } catch {
    return null;
  }
};

/** Says where this process's server is; only the owner of the folder can read it. */
export const writeServerFile = (dataDir: string, file: ServerFile): void => {
  const path = pathOf(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify({ ...file, started: startOf(file.pid) })}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
};

/** Removes the file, unless another process has written it since. */
export const removeServerFile = (dataDir: string, pid: number = process.pid): void => {
  try {
    const file = JSON.parse(readFileSync(pathOf(dataDir), 'utf8')) as ServerFile;
    if (file.pid === pid) rmSync(pathOf(dataDir), { force: true });
  } catch {
    // Nothing there to remove.
  }
};
