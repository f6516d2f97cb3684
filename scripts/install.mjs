import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { at, say, stop } from './root.mjs';

const STAMP = at('node_modules', '.parcours-ready');

/** Runs `npm ci` when the lock names a package that node_modules does not hold in that version. */
export function install() {
  const lock = readFileSync(at('package-lock.json'));
  const stamp = createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex');
  if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp) return;
  const { packages } = JSON.parse(lock.toString('utf8'));
  if (!isInstalled(packages)) runNpm();
  writeFileSync(STAMP, stamp);
}

/** npm leaves what it installed in node_modules/.package-lock.json, written last: an interrupted install has none. */
function isInstalled(packages) {
  const written = at('node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const installed = JSON.parse(readFileSync(written, 'utf8')).packages;
  return Object.entries(packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true;
    const found = installed[path];
    return found ? Boolean(found.link) || found.version === wanted.version : Boolean(wanted.optional || wanted.peer);
  });
}

function runNpm() {
  say('Installing what Parcours needs (the first time takes a minute or two) …');
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const done = spawnSync(command, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: at(),
    stdio: ['ignore', 2, 2],
    shell: !npm && process.platform === 'win32',
  });
  if (done.status !== 0) stop('npm could not install the dependencies: see the lines above. Is the network reachable?');
}
