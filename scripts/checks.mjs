import { spawn } from 'node:child_process';
import { at, root } from './root.mjs';

const bin = (name) => at('node_modules', '.bin', name);

/** What must hold before any test runs: a name for people, and the command that proves it. */
export const CHECKS = [
  ['format and lint', bin('biome'), 'check', '--error-on-warnings', '--max-diagnostics=60', '.'],
  ['types', bin('tsc'), '-p', 'tsconfig.json', '--pretty', 'false'],
  ['boundaries', bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'apps'],
  ['dead code', bin('knip'), '--no-progress', '--no-config-hints'],
  ['shape', process.execPath, at('scripts', 'checkShape.mjs')],
  ['lock file', process.execPath, at('scripts', 'completeLock.mjs'), '--check'],
  ['documentation', process.execPath, at('scripts', 'checkDocs.mjs')],
];

/**
 * Runs checks two at a time; prints one line for each, and the output of those that fail.
 * @param {[string, ...string[]][]} checks
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runChecks(checks) {
  const waiting = [...checks];
  const counts = { passed: 0, failed: 0 };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const { ok, output, seconds } = await run(check);
      counts[ok ? 'passed' : 'failed'] += 1;
      console.log(`${ok ? '✓' : '✗'} ${check[0]} (${seconds.toFixed(1)} s)`);
      if (!ok) console.log(output.trimEnd());
    }
  };
  await Promise.all([work(), work()]);
  return counts;
}

function run([, command, ...options]) {
  const started = Date.now();
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = spawn(command, options, { cwd: root, env, shell: process.platform === 'win32' });
    const chunks = [];
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => chunks.push(Buffer.from(error.message)));
    child.on('close', (code) =>
      resolve({
        ok: code === 0,
        output: Buffer.concat(chunks).toString('utf8'),
        seconds: (Date.now() - started) / 1000,
      }),
    );
  });
}
