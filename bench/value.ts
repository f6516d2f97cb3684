import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { countAlike, fitBgNbd } from '@parcours/core';
import { cdBuyers } from '../packages/core/src/statistics/cdnow.testing.js';
import { median, report, round } from './results.js';

/**
 * How long BG/NBD takes to fit to the 2,357 buyers of CDNOW, from their histories on, against lifetimes in a Python that has it:
 * `npm run bench:value -- --python ~/lifetimes/bin/python`.
 */
const { values } = parseArgs({
  options: { python: { type: 'string', default: 'python3' }, fits: { type: 'string', default: '31' } },
});
const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
const buyers = cdBuyers(at('examples/cdnow/CDNOW_sample.txt'));

const fit = () => {
  const started = performance.now();
  const model = fitBgNbd(countAlike(buyers));
  return { seconds: (performance.now() - started) / 1000, model };
};
const fits = Array.from({ length: Number(values.fits) }, fit);
const [first] = fits as [ReturnType<typeof fit>];
const seconds = median(fits.map((one) => one.seconds));

const reference = spawnSync(values.python, [at('bench/reference/fitBgNbd.py')], {
  input: JSON.stringify(buyers.map(({ frequency, recency, age }) => [frequency, recency, age])),
  encoding: 'utf8',
});
const ours = { customers: buyers.length, ms: round(seconds * 1000, 2), firstMs: round(first.seconds * 1000, 2) };
if (reference.status === 0) {
  const told = JSON.parse(reference.stdout) as { seconds: number; version: string; r: number };
  const theirs = { lifetimesMs: round(told.seconds * 1000, 1), version: told.version };
  report({
    ...{ bench: 'value', ...ours, ...theirs, timesFaster: round(told.seconds / seconds, 1) },
    apart: round(Math.abs(first.model.r / told.r - 1), 7),
  });
} else {
  process.stdout.write(`${values.python} has no lifetimes: nothing to compare with\n`);
  report({ bench: 'value', ...ours });
}
