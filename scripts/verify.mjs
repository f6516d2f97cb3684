/** `npm run verify`: everything that can be told about the code in under a minute, without a store or a browser. */
import { CHECKS, runChecks } from './checks.mjs';
import { ready } from './ready.mjs';
import { at } from './root.mjs';

await ready({ installOnly: true });
const started = Date.now();
const unit = ['unit tests', at('node_modules', '.bin', 'vitest'), 'run', '--project', 'unit', '--reporter=dot'];
const { passed, failed } = await runChecks([unit, ...CHECKS]);
console.log(`${passed} checks passed, ${failed} failed, in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = failed > 0 ? 1 : 0;
