import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

const PATH = fileURLToPath(new URL('../bench/results.md', import.meta.url));
const HEAD = `# Benches, run by run

Ratios within one run are what counts: machines are shared and noisy. Newest last.

| date | commit | machine | figures |
|---|---|---|---|
`;

const commit = (): string => {
  try {
    const changed =
      execFileSync('git', ['status', '--porcelain', '--', 'packages', 'apps'], { encoding: 'utf8' }).trim() !== '';
    return (
      execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim() + (changed ? ' and later' : '')
    );
  } catch {
    return 'unknown';
  }
};

/** Keeps a bench's figures with date, commit and machine, and prints them as the last line. */
export const report = (figures: { readonly bench: string; readonly [figure: string]: number | string }): void => {
  if (!existsSync(PATH)) writeFileSync(PATH, HEAD);
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  const json = JSON.stringify(figures);
  appendFileSync(
    PATH,
    `| ${new Date().toISOString().slice(0, 16).replace('T', ' ')} | ${commit()} | ${machine} | \`${json}\` |\n`,
  );
  process.stdout.write(`${json}\n`);
};

export const round = (value: number, places = 3): number => Number(value.toFixed(places));
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
