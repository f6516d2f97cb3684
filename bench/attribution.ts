import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Attribution, attributing } from '@parcours/core';
import { median, report, round } from './results.js';

/**
 * Markov attribution of order 1 of PathData against markov_model of the ChannelAttribution package, in R or in Python, whichever is
 * there (`--rscript`, `--python` name them). Both begin with the table in memory, paths as texts. Turn by turn; the medians count.
 * Theirs simulates journeys, ours solves the chain: how far theirs is from the exact figures is told, too.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data/attribution' },
    rscript: { type: 'string', default: 'Rscript' },
    python: { type: 'string', default: 'python3' },
    turns: { type: 'string', default: '9' },
  },
});
const file = join(values.data, 'PathData.csv');
if (!existsSync(file)) {
  process.stdout.write(`${file} is absent: there is nothing to attribute.\n`);
  process.exit(0);
}
const turns = Number(values.turns);

interface Theirs {
  readonly seconds: readonly number[];
  readonly conversions: Readonly<Record<string, number>>;
}

const R = `
library(ChannelAttribution)
d <- read.csv(commandArgs(TRUE)[1], sep = ";"); seconds <- c()
for (turn in 1:${turns}) seconds <- c(seconds, system.time(r <- markov_model(d, "path", "total_conversions", var_value = "total_conversion_value", var_null = "total_null", verbose = FALSE))[["elapsed"]])
r <- if (is.data.frame(r)) r else r$result
cat("\\n", sprintf('{"seconds": [%s], "conversions": {%s}}', paste(seconds, collapse = ","), paste(sprintf('"%s": %.9f', r$channel_name, r$total_conversion), collapse = ",")))`;

const PYTHON = `
import json, sys, time
import pandas as pd
from ChannelAttribution import markov_model
d, seconds = pd.read_csv(sys.argv[1], sep=";"), []
for turn in range(${turns}):
    started = time.perf_counter()
    r = markov_model(d, "path", "total_conversions", var_value="total_conversion_value", var_null="total_null", verbose=False)
    seconds.append(time.perf_counter() - started)
print()
print(json.dumps({"seconds": seconds, "conversions": dict(zip(r.channel_name, r.total_conversions))}))`;

/** The last line of what it says; null where the package is not there. */
const run = (command: string, args: readonly string[]): Theirs | null => {
  const { status, stdout } = spawnSync(command, [...args, file], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as Theirs) : null;
};

const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.replaceAll('"', '').split(';'));

const ours = (): { seconds: number; told: Attribution } => {
  const started = performance.now();
  const made = attributing(['markov1']);
  for (const [path = '', conversions, value, nulls] of lines)
    made.add({
      touches: path.split(' > '),
      ...{ conversions: Number(conversions), value: Number(value), nulls: Number(nulls) },
    });
  const told = made.end();
  return { seconds: (performance.now() - started) / 1000, told };
};

const results = Array.from({ length: turns }, ours);
const seconds = median(results.map((result) => result.seconds));
const told = results.at(-1)?.told.markov.get('markov1')?.channels ?? [];
const theirs = run(values.rscript, ['-e', R]) ?? run(values.python, ['-c', PYTHON]);
if (!theirs)
  process.stdout.write('ChannelAttribution is installed for neither R nor Python: nothing to compare with.\n');
const share = ({ conversions }: Theirs): number =>
  Math.max(...told.map((one) => Math.abs((conversions[one.channel] ?? 0) - one.conversions))) /
  told.reduce((sum, one) => sum + one.conversions, 0);
report({
  bench: 'attribution',
  milliseconds: round(seconds * 1000, 1),
  paths: lines.length,
  ...(theirs
    ? {
        theirsMilliseconds: round(median(theirs.seconds) * 1000, 1),
        ratio: round(seconds / median(theirs.seconds), 3),
        theirsFarthestFromExact: round(share(theirs), 4),
      }
    : {}),
});
