import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, say, stop } from './root.mjs';

const STAMP = at('dist', '.built.json');
const COMMON = ['package-lock.json', 'scripts/build.mjs'];

/** What runs by itself: the name of the bundle in dist/ and the source it starts from. */
const ENTRIES = {
  parcours: 'apps/cli/src/main.ts',
  'engine-thread': 'apps/server/src/engine/engine.worker.ts',
  'replay-thread': 'apps/server/src/engine/replay.worker.ts',
  'draft-thread': 'apps/server/src/engine/draft.worker.ts',
  'drivers-thread': 'apps/server/src/engine/drivers.worker.ts',
  'discover-thread': 'apps/server/src/engine/discover.worker.ts',
  'learn-thread': 'apps/server/src/engine/learn.worker.ts',
  'clickhouse-child': 'packages/stores/src/clickhouse/child.ts',
};

/** The two halves of a build, each rebuilt only when one of its own sources changed. */
const TARGETS = {
  program: {
    build: buildProgram,
    result: at('dist', 'parcours.mjs'),
    sources: ['packages', 'apps/server', 'apps/cli', ...COMMON],
  },
  page: {
    build: buildPage,
    result: at('dist', 'web', 'index.html'),
    sources: ['apps/web', 'packages/core', ...COMMON],
  },
};

/** Builds dist/ where its sources changed since the last time. @param {{ force?: boolean }} [options] */
export async function build({ force = false } = {}) {
  const built = existsSync(STAMP) ? JSON.parse(readFileSync(STAMP, 'utf8')) : {};
  for (const [name, target] of Object.entries(TARGETS)) {
    const now = fingerprint(target.sources);
    if (!force && built[name] === now && existsSync(target.result)) continue;
    mkdirSync(at('dist'), { recursive: true });
    await target.build();
    built[name] = now;
    writeFileSync(STAMP, JSON.stringify(built));
  }
}

/** One hash over the paths, sizes and times of all sources: no file is read. */
function fingerprint(sources) {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(at(path), { throwIfNoEntry: false });
    if (!stat) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(at(path)).sort()) if (isSource(name)) visit(join(path, name));
    } else hash.update(`${path}\n${stat.size} ${stat.mtimeMs}\n`);
  };
  for (const source of sources) visit(source);
  return hash.digest('hex');
}

const isSource = (name) => name !== 'node_modules' && name !== 'dist' && !/\.(test\.tsx?|md)$/.test(name);

/** One bundle per entry: our workspaces inside, npm packages left to node_modules. */
async function buildProgram() {
  const started = Date.now();
  const result = await bundle(ENTRIES);
  refuseNestedPackages(result.metafile);
  say(`Built dist/parcours.mjs in ${Date.now() - started} ms.`);
}

/** Bundles entries into dist/ as modules Node runs. @param {Record<string, string>} entryPoints */
export async function bundle(entryPoints) {
  const { build: esbuild } = await import('esbuild');
  return esbuild({
    absWorkingDir: at(),
    entryPoints,
    outdir: at('dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    plugins: [workspaces()],
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'warning',
    banner: { js: '#!/usr/bin/env node' },
  }).catch(() => stop('The program does not build: see the lines above.'));
}

/** `packages: 'external'` would leave our own workspaces out too: they resolve to their source instead. */
function workspaces() {
  const found = Object.fromEntries(
    ['packages', 'apps'].flatMap((group) =>
      readdirSync(at(group)).flatMap((folder) => {
        const manifest = at(group, folder, 'package.json');
        if (!existsSync(manifest)) return [];
        const { name, exports } = JSON.parse(readFileSync(manifest, 'utf8'));
        return Object.entries(exports ?? {}).map(([key, file]) => [join(name, key), at(group, folder, file)]);
      }),
    ),
  );
  return {
    name: 'workspaces',
    setup: (esbuild) =>
      esbuild.onResolve({ filter: /^@parcours\// }, ({ path }) =>
        found[path] ? { path: found[path] } : { errors: [{ text: `No workspace exports ${path}.` }] },
      ),
  };
}

/** The bundle lives in dist/, so a package that npm nested inside a workspace would be missing, or another version. */
function refuseNestedPackages({ inputs, outputs }) {
  const external = Object.values(outputs).flatMap(({ imports }) => imports.filter((one) => one.external));
  const names = external.map(({ path }) =>
    path
      .split('/')
      .slice(0, path.startsWith('@') ? 2 : 1)
      .join('/'),
  );
  const folders = new Set(Object.keys(inputs).map((path) => path.split('/').slice(0, 2).join('/')));
  for (const name of new Set(names)) {
    const nested = [...folders].find((folder) => existsSync(at(folder, 'node_modules', name)));
    if (nested) stop(`${name} is nested in ${nested}/node_modules: give all workspaces the same version of it.`);
  }
}

/** Built beside and then swapped in, so that a server at work always finds a whole page. */
function buildPage() {
  const started = Date.now();
  const fresh = at('dist', `web-${process.pid}`);
  const options = ['build', at('apps', 'web'), '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'];
  const done = spawnSync(process.execPath, [at('node_modules', 'vite', 'bin', 'vite.js'), ...options], {
    cwd: at('apps', 'web'),
    env: process.stderr.isTTY ? process.env : { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 2, 2],
  });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    stop('The page does not build: see the lines above.');
  }
  rmSync(at('dist', 'web'), { recursive: true, force: true });
  renameSync(fresh, at('dist', 'web'));
  say(`Built dist/web in ${Date.now() - started} ms.`);
}
