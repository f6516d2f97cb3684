import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

/** Flags of the package that would make the browser of the tests unlike a visitor's, or that Playwright sets itself. */
const UNWANTED = /^--(single-process|no-zygote|disable-web-security|allow-running-insecure-content|headless)/;

/**
 * Opens the Chromium that comes from npm, or the one that PARCOURS_CHROMIUM names. Where npm's does not exist
 * (it is built for Linux on x64), an installed Chrome is used.
 */
export async function openBrowser(): Promise<Browser> {
  const named = process.env.PARCOURS_CHROMIUM;
  if (named) return chromium.launch({ executablePath: named });
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  const folder = unpack();
  const { default: packed } = await import('@sparticuz/chromium');
  const args = packed.args.filter((flag) => !UNWANTED.test(flag));
  return chromium.launch({ executablePath: join(folder, 'chromium'), args, env: environment(folder) });
}

/** Unpacked once per user and version, beside and then moved in place, so that two test files may open it at once. */
function unpack(): string {
  const home = dirname(dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium'))));
  const { version } = createRequire(import.meta.url)(join(home, 'package.json')) as { version: string };
  const folder = join(tmpdir(), `parcours-chromium-${version}-${process.getuid?.() ?? 0}`);
  if (existsSync(folder)) return folder;
  const fresh = mkdtempSync(`${folder}-`);
  const script = "import('@sparticuz/chromium').then((found) => found.default.executablePath())";
  // The package unpacks into the temporary folder, and its spare libraries only where it believes to run on Lambda.
  const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x', NODE_OPTIONS: '' };
  const done = spawnSync(process.execPath, ['-e', script], { cwd: home, env, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`Chromium could not be unpacked: ${done.stderr}`);
  writeFonts(fresh);
  try {
    renameSync(fresh, folder);
  } catch {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

function writeFonts(folder: string): void {
  mkdirSync(join(folder, 'fonts'), { recursive: true });
  const list = `<dir prefix="relative">fonts</dir><cachedir prefix="relative">cache</cachedir>`;
  writeFileSync(join(folder, 'fonts', 'fonts.conf'), `<?xml version="1.0"?><fontconfig>${list}</fontconfig>`);
}

/** The package's own fonts and libraries stand in only where the system has none. */
function environment(folder: string): Record<string, string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  const runs = spawnSync(join(folder, 'chromium'), ['--version'], { env }).status === 0;
  if (!runs) env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return env;
}
