import { spawnSync } from 'node:child_process';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../processes/identity.js';

/**
 * Stops a PostgreSQL that an earlier run left behind on this cluster. Its watcher normally has done so within a second
 * of our death; this is for the case where the watcher was killed too.
 */
export const stopLeftover = async (cluster: string): Promise<void> => {
  const pid = readPid(cluster);
  if (pid === null || !isAlive(pid) || !servesCluster(pid, cluster)) return;
  for (const [signal, ms] of [
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, ms)) return;
  }
};

const readPid = (cluster: string): number | null => {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 1 ? pid : null;
  } catch {
    return null;
  }
};

// The pid may since have been given to an innocent process: only a postgres started on this folder is ours.
const servesCluster = (pid: number, cluster: string): boolean => {
  const words = commandOf(pid);
  const folder = words[words.indexOf('-D') + 1] ?? '';
  return (words[0] ?? '').endsWith('postgres') && realOrSame(folder) === realOrSame(cluster);
};

const commandOf = (pid: number): string[] => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    // Without /proc the words cannot be told apart where they hold spaces; the options we give follow the folder.
    const line = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
    const found = /^(\S*postgres) -D (.*?) -c /.exec(line);
    return found ? [found[1] as string, '-D', found[2] as string] : [];
  }
};

const realOrSame = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};

const gone = async (pid: number, ms: number): Promise<boolean> => {
  const deadline = Date.now() + ms;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
};
