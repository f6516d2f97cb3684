/** `npm test`: the checks, then every test; closes with `N passed, N failed`, where each check counts as one. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS, runChecks } from './checks.mjs';
import { ready } from './ready.mjs';
import { at, root } from './root.mjs';

// Whatever stops the run before its end, the closing line is there and says that it failed.
let closing = '0 passed, 1 failed';
process.on('exit', () => console.log(closing));

await ready();
const checks = await runChecks(CHECKS);
const tests = await runTests(process.argv.slice(2));
const passed = checks.passed + tests.passed;
const failed = checks.failed + tests.failed;
closing = `${passed} passed, ${failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`;
process.exitCode = failed > 0 ? 1 : 0;

/** Runs vitest and resolves to what its reporter counted. */
async function runTests(options) {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-test-'));
  const file = join(folder, 'counts.json');
  const reporters = ['--reporter=default', `--reporter=${at('scripts', 'countReporter.mjs')}`];
  const child = spawn(process.execPath, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...options], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PARCOURS_COUNTS: file },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const status = await new Promise((resolve) => child.on('close', resolve));
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  // A run that ended badly without a failing test (a crash, nothing found) is a failure all the same.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
