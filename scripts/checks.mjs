import { at } from './root.mjs';
import { run } from './run.mjs';

const bin = (name) => at('node_modules', '.bin', name);

const remembered = ['--incremental', '--tsBuildInfoFile', at('node_modules', '.cache', 'parcours.tsbuildinfo')];

/** What must hold before any test runs, the longest first: a name for people, and the command that proves it. */
export const CHECKS = [
  ['types', bin('tsc'), '-p', 'tsconfig.json', '--pretty', 'false', ...remembered],
  ['boundaries', bin('depcruise'), '--config', '.dependency-cruiser.cjs', 'packages', 'apps'],
  ['dead code', bin('knip'), '--no-progress', '--no-config-hints'],
  ['format and lint', bin('biome'), 'check', '--error-on-warnings', '--max-diagnostics=60', '.'],
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
  const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      const [name, ...command] = check;
      const started = Date.now();
      const { status, output } = await run(command, { minutes: 3, env });
      const ok = status === 0;
      counts[ok ? 'passed' : 'failed'] += 1;
      console.log(`${ok ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      if (!ok) console.log(output.trim());
    }
  };
  await Promise.all([work(), work()]);
  return counts;
}
