import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import { type Account, identityOf } from './account.js';

export interface WatchedOptions {
  readonly account?: Account;
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** A file descriptor that receives what the process prints. */
  readonly output: number;
  /** The signal sent once we are gone, and the seconds of grace before it. */
  readonly afterUs: { readonly signal: 'QUIT' | 'KILL'; readonly grace: number };
  readonly ipc?: boolean;
}

/**
 * Starts a process that never outlives us, even when we are killed with −9: a tiny shell above it reads a pipe whose
 * other end only we hold, and stops the process when that end closes. In its own session, so that a Ctrl-C meant for
 * us does not reach it; signals sent to the shell are passed on.
 */
export const spawnWatched = (command: readonly string[], options: WatchedOptions): ChildProcess => {
  const { signal, grace } = options.afterUs;
  const script = SCRIPT.replace('GRACE', String(grace)).replace('SIGNAL', signal);
  const [program, ...words] = [...(options.account?.prefix ?? []), '/bin/sh', '-c', script, 'sh', ...command];
  const stdio: StdioOptions = [
    'ignore',
    options.output,
    options.output,
    'pipe',
    ...(options.ipc ? ['ipc' as const] : []),
  ];
  const child = spawn(program as string, words, {
    cwd: options.cwd,
    env: options.env,
    stdio,
    detached: true,
    ...(options.account ? identityOf(options.account) : {}),
  });
  const watch = child.stdio[3] as Socket | null;
  watch?.on('error', () => undefined);
  // None of this keeps our own process alive.
  watch?.unref();
  child.unref();
  child.once('exit', () => watch?.destroy());
  return child;
};

// A signal ends `wait` early: hence the loop. Whatever happens to the shell itself, the reader of the pipe stays.
const SCRIPT = `
"$@" 3<&- & child=$!
{ read -r _; sleep GRACE; kill -SIGNAL $child; } <&3 >/dev/null 2>&1 & reader=$!
exec 3<&-
for name in INT TERM QUIT; do trap "kill -$name $child" $name; done
while :; do wait $child; code=$?; kill -0 $child 2>/dev/null || break; done
kill -KILL $reader 2>/dev/null; wait $reader 2>/dev/null
exit $code`;

/** Asks a process to end, ever more firmly: each signal in turn, with the milliseconds it is given. */
export const stopWith = async (
  child: ChildProcess,
  steps: readonly (readonly [NodeJS.Signals, number])[],
): Promise<void> => {
  for (const [signal, ms] of steps) {
    if (signal === 'SIGKILL') killGroup(child);
    else child.kill(signal);
    if (await ended(child, ms)) return;
  }
};

// SIGKILL cannot be passed on by the shell: it goes to all that the shell leads.
const killGroup = (child: ChildProcess): void => {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
};

/** Resolves when the process has ended, or after `ms` with false. */
const ended = (child: ChildProcess, ms: number): Promise<boolean> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(true);
    const timer = setTimeout(() => resolve(false), ms);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
