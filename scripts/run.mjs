import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a program with all that it starts as one group, which is stopped when we are told to stop or its time is up:
 * a test in an endless loop answers to nothing gentler.
 * @param {string[]} command
 * @param {{ minutes: number, show?: boolean, env?: NodeJS.ProcessEnv }} options `show` passes the output on at once
 * @returns {Promise<{ status: number | null, output: string }>}
 */
export function run([program, ...words], { minutes, show = false, env = process.env }) {
  return new Promise((resolve) => {
    const chunks = [];
    const stdio = ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'];
    const child = spawn(program, words, { cwd: root, env, stdio, detached: true });
    const stop = (signal) => {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It ended just now.
      }
    };
    let leaving = false;
    const interrupted = (signal) => {
      leaving = true;
      stop(signal);
      setTimeout(stop, 10_000, 'SIGKILL').unref();
    };
    const timer = setTimeout(() => {
      chunks.push(Buffer.from(`\nStopped: it took longer than ${minutes} minutes.`));
      stop('SIGKILL');
    }, minutes * 60_000);
    // Not once: a signal to the whole group also comes a second time, through npm.
    process.on('SIGINT', interrupted).on('SIGTERM', interrupted);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(error.message)));
    child.on('close', (status) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
      if (leaving) process.exit(1);
      resolve({ status, output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}
