import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/** A thread's bundle in production, its source in development. */
interface Program {
  readonly bundle: string;
  readonly source: string;
}

/** Starts a thread: from TypeScript in development, where it must first learn to read it; from its own bundle beside ours in production. */
export const spawnThread = (
  { bundle, source }: Program,
  workerData: unknown,
  resourceLimits: ResourceLimits,
): Worker => {
  const here = fileURLToPath(import.meta.url);
  if (!here.endsWith('.ts')) return new Worker(join(dirname(here), bundle), { workerData, resourceLimits });
  const tsx = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  );
  const worker = pathToFileURL(join(dirname(here), source));
  const code = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(worker)});`;
  const boot = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
  return new Worker(boot, { workerData, execArgv: [], resourceLimits });
};
