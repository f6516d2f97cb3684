/** `npm test`: the checks, then every test; closes with `N passed, N failed`, where each check counts as one. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHECKS, runChecks } from './checks.mjs';
import { ready } from './ready.mjs';
import { at } from './root.mjs';
import { run } from './run.mjs';

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
  const vitest = [process.execPath, at('node_modules', 'vitest', 'vitest.mjs'), 'run', ...reporters, ...options];
  const env = { ...process.env, PARCOURS_COUNTS: file };
  const { status } = await run(vitest, { minutes: 30, show: true, env });
  const counts = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 1, skipped: 0 };
  rmSync(folder, { recursive: true, force: true });
  // A run that ended badly without a failing test (a crash, nothing found) is a failure all the same.
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
