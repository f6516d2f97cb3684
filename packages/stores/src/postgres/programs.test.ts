import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { completeLinks } from './programs.js';

it('makes the links that the install script would have made, and leaves those there are', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parcours-programs-'));
  const native = join(folder, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib', 'libx.so.60.2'), 'x');
  const links = ['native/lib/libx.so', 'native/lib/libx.so.60'].map((target) => ({
    source: 'native/lib/libx.so.60.2',
    target,
  }));
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
  for (let time = 0; time < 2; time++) {
    completeLinks(native);
    expect(readlinkSync(join(native, 'lib', 'libx.so'))).toBe('libx.so.60.2');
    expect(readlinkSync(join(native, 'lib', 'libx.so.60'))).toBe('libx.so.60.2');
  }
  rmSync(folder, { recursive: true });
});
