import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { stop } from './root.mjs';

/**
 * Makes a clone ready to run: dependencies installed, program and page built. Does nothing, quickly, when all is there.
 * @param {{ installOnly?: boolean, force?: boolean }} [options]
 */
export async function ready({ installOnly = false, force = false } = {}) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    stop(`Parcours needs Node.js 20.19 or later; this is ${process.versions.node}. Get it from https://nodejs.org.`);
  }
  install();
  if (!installOnly) await build({ force });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await ready({ installOnly: process.argv.includes('--install-only'), force: process.argv.includes('--force') });
}
