/**
 * npm leaves out of the lock the optional packages (engines for other platforms) that its registry could not give it, and
 * `npm ci` then refuses that lock. This names them again; `--check` only says which are missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { report } from './files.mjs';
import { at } from './root.mjs';

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** The folders in which Node would look for a package that the one at `path` asks for, nearest first. */
function* places(path, name) {
  for (let from = path; from !== ''; from = from.slice(0, Math.max(from.lastIndexOf('/node_modules/'), 0))) {
    yield `${from}/node_modules/${name}`;
  }
  yield `node_modules/${name}`;
}

/** Platform packages say in their name what they are for. */
function entryFor(name, version, dev) {
  const words = name.slice(name.indexOf('/') + 1).split('-');
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : os[0] === 'linux' ? ['glibc'] : undefined;
  if (os.length !== 1 || cpu.length !== 1) throw new Error(`${name} does not say which platform it is for`);
  return { version, cpu, ...(dev ? { dev } : {}), ...(libc ? { libc } : {}), optional: true, os };
}

const lock = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies, dev }]) =>
  Object.entries(optionalDependencies ?? {})
    .filter(([name]) => ![...places(path, name)].some((place) => lock.packages[place]))
    .map(([name, version]) => ({ name, version, dev })),
);

if (process.argv.includes('--check')) {
  report(missing.map(({ name }) => `package-lock.json lacks ${name}: run \`node scripts/completeLock.mjs\``));
} else {
  for (const { name, version, dev } of missing) lock.packages[`node_modules/${name}`] = entryFor(name, version, dev);
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(at('package-lock.json'), `${JSON.stringify(lock, null, 2)}\n`);
}
