import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * What tells a process from a later one that was given the same pid: its start time.
 * Null when no such process runs.
 */
export const startOf = (pid: number): string | null => {
  if (!isAlive(pid)) return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field (the command) may hold spaces and brackets: count from the last closing one.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}:${fields[19]}`;
  } catch {
    const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.stdout?.trim() || (isAlive(pid) ? 'unknown' : null);
  }
};

/** True when the process given by pid and start time still runs. */
export const isSameProcess = (pid: number, started: string): boolean => {
  const now = startOf(pid);
  return now !== null && (now === started || now === 'unknown' || started === 'unknown');
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
