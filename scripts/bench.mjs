import { spawnSync } from 'node:child_process';
import { bundle } from './build.mjs';
import { install } from './install.mjs';
import { at } from './root.mjs';

/** Runs a bench bundled as the product itself is: `node scripts/bench.mjs ingest --seconds 60`. */
const [name = '', ...options] = process.argv.slice(2);
install();
await bundle({
  [`bench-${name}`]: `bench/${name}.ts`,
  'bench-fold-part': 'bench/load/foldPart.ts',
  'bench-send': 'bench/load/send.ts',
  'engine-thread': 'apps/server/src/engine/engine.worker.ts',
  'replay-thread': 'apps/server/src/engine/replay.worker.ts',
  'draft-thread': 'apps/server/src/engine/draft.worker.ts',
  'drivers-thread': 'apps/server/src/engine/drivers.worker.ts',
  'discover-thread': 'apps/server/src/engine/discover.worker.ts',
  'learn-thread': 'apps/server/src/engine/learn.worker.ts',
  'clickhouse-child': 'packages/stores/src/clickhouse/child.ts',
  parcours: 'apps/cli/src/main.ts',
});
const { status } = spawnSync(
  process.execPath,
  [
    '--max-semi-space-size=64',
    ...(process.env.BENCH_NODE ?? '').split(' ').filter(Boolean),
    at('dist', `bench-${name}.mjs`),
    ...options,
  ],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
