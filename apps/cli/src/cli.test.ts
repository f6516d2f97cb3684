import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const command = ['--import', 'tsx', join(root, 'apps/cli/src/main.ts')];
const folder = mkdtempSync(join(tmpdir(), 'parcours-cli é '));
const data = join(folder, 'data');

/** Runs a verb to its end, in a process of its own. */
const run = (...words: string[]) => runOn(data, ...words);
const runOn = (where: string, ...words: string[]) => {
  const done = spawnSync(process.execPath, [...command, ...words, '--data', where], {
    cwd: root,
    encoding: 'utf8',
    timeout: 110_000,
  });
  const last = done.stdout.trim().split('\n').at(-1) ?? '';
  return { status: done.status, stdout: done.stdout, stderr: done.stderr, json: () => JSON.parse(last) };
};
const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** Starts a server and waits for its address. */
const serve = async (...words: string[]): Promise<{ server: ChildProcess; url: string }> => {
  const server = spawn(process.execPath, [...command, ...words, '--data', data, '--json'], { cwd: root });
  const url = await new Promise<string>((resolve, reject) => {
    let out = '';
    server.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(JSON.parse(out).url);
    });
    server.on('exit', (code) => reject(new Error(`it ended with ${code}`)));
  });
  return { server, url };
};
const ended = (server: ChildProcess) =>
  new Promise<number | null>((resolve) => server.on('exit', (code) => resolve(code)));

const day = (n: number) => `2024-03-${String(n).padStart(2, '0')}T10:00:00.000Z`;
const events = Array.from({ length: 60 }, (_, n) =>
  JSON.stringify({
    type: 'track',
    event: n % 3 ? 'Product Viewed' : 'Order Completed',
    userId: `u${n % 7}`,
    timestamp: day(1 + (n % 28)),
    properties: { n },
  }),
);
const mapping = 'source: t\nevent: Order Completed\ntime: day\ncustomer: { userId: client }\n';

beforeAll(() => {
  file('events.ndjson', `${events.join('\n')}\nnot json\n${events[0]}\n`);
  file('map.yaml', mapping);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the command line, with no server running', { timeout: 240_000 }, () => {
  it('makes a key, once, as JSON', () => {
    const made = run('key', 'create', '--kind', 'write', '--json');
    expect(made.stderr).toBe('');
    expect(made.json()).toMatchObject({ key: expect.stringMatching(/^pw_\w{32}$/) });
  });

  it('a dry run shows the first ten events, counts what would be rejected, and changes nothing', () => {
    const dry = run('import', join(folder, 'events.ndjson'), '--dry-run');
    expect(dry.status).toBe(0);
    expect(dry.stdout.match(/^line \d+:/gm)).toHaveLength(10);
    expect(dry.stdout).toContain('62 events, of which 1 would be rejected. Nothing was changed.');
    expect(dry.stdout).toContain('the first on line 61 of events.ndjson: The line is not JSON.');
  });

  it('[POS-2] imports, and a second run changes nothing', () => {
    const path = join(folder, 'events.ndjson');
    // The 62nd line repeats the first one's content: its ordinal makes it an event of its own.
    expect(run('import', path, '--json').json()).toEqual({ accepted: 61, duplicates: 0, rejected: 1 });
    expect(run('import', path, '--json').json()).toEqual({ accepted: 0, duplicates: 61, rejected: 1 });
  });

  it('[POS-4] replay changes no position, doctor finds no difference', () => {
    expect(run('replay', '--json').json()).toMatchObject({ customers: 7, interactions: 61, positionsChanged: 0 });
    const doctor = run('doctor', '--json');
    expect(doctor.json()).toMatchObject({ differences: 0 });
    expect(doctor.status).toBe(0);
  });

  it('[BACK-2] backs up and restores, and says in a sentence why not', () => {
    const path = join(folder, 'all.parcours');
    const restored = join(folder, 'restored');
    const made = run('backup', path);
    expect(made.stdout).toMatch(/all\.parcours: 7 customers and 61 interactions, [\d.]+ MB\.\n$/);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(runOn(restored, 'restore', path, '--json').json()).toMatchObject({ data: restored, program: '0.1.0' });
    expect(runOn(restored, 'doctor', '--json').json()).toMatchObject({
      differences: 0,
      customers: 7,
      interactions: 61,
    });

    const refusals = [
      [run('backup', path), 'with --overwrite'],
      [run('backup', join(data, 'inside')), 'outside the data folder'],
      [runOn(join(folder, 'absent'), 'backup', join(folder, 'x')), 'no Parcours data in'],
      [runOn(restored, 'restore', path), 'data already in'],
      [runOn(join(folder, 'new'), 'restore', join(folder, 'events.ndjson')), 'not a backup'],
    ] as const;
    for (const [refused, why] of refusals) {
      expect(refused.stderr).toContain(why);
      expect(refused.stderr.trim().split('\n')).toHaveLength(1);
      expect(refused.status).toBe(1);
    }
    expect(existsSync(join(folder, 'absent'))).toBe(false);
    expect(existsSync(join(folder, 'new'))).toBe(false);
  });

  it('a broken file says where, in one sentence, and exits 1', () => {
    const broken = run(
      'import',
      file('b.csv', 'client,day\nanna,2024-01-01\nbob,soon\n'),
      '--map',
      join(folder, 'map.yaml'),
    );
    expect(broken.status).toBe(1);
    expect(broken.stderr.trim()).toBe(
      'b.csv, line 3, column “day”: “soon” is not a date such as 2024-03-31 or 2024-03-31T14:05:00Z.',
    );
    expect(run('import', join(folder, 'b.csv')).stderr).toContain('needs a mapping');
    expect(run('import', join(folder, 'none.ndjson'), '--json').json()).toMatchObject({
      error: { code: 'import_broken' },
    });
    expect(run('import', join(folder, 'events.ndjson'), '--workspace', 'nowhere').stderr).toContain('There are: main.');
  });
});

describe('the command line beside a running server', { timeout: 240_000 }, () => {
  it('works through it, is refused a second one, and SIGTERM stops it', async () => {
    const { server, url } = await serve('start', '--port', '0');
    const stopped = ended(server);
    try {
      expect((await fetch(`${url}/api/health`)).status).toBe(200);
      expect((await fetch(`${url}/api/admin/doctor`, { method: 'POST' })).status).toBe(401);
      expect(
        run('import', file('o.csv', 'client,day\nu1,2024-04-01\n'), '--map', join(folder, 'map.yaml'), '--json').json(),
      ).toEqual({
        accepted: 1,
        duplicates: 0,
        rejected: 0,
      });
      expect(run('doctor', '--json').json()).toMatchObject({ differences: 0 });
      expect(run('backup', join(folder, 'beside.parcours'), '--json').json().bytes).toBeGreaterThan(1_000);
      expect(runOn(data, 'restore', join(folder, 'beside.parcours')).stderr).toContain(String(server.pid));
      const second = run('start', '--port', '0');
      expect(second.status).toBe(1);
      expect(second.stderr).toContain(String(server.pid));
      expect(second.stderr).not.toContain('    at ');
    } finally {
      server.kill('SIGTERM');
    }
    expect(await stopped).toBe(0);
  });

  it('a busy port is refused with what to do', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.on('listening', resolve));
    const { port } = other.address() as { port: number };
    const refused = run('start', '--port', String(port));
    other.close();
    expect(refused.status).toBe(1);
    expect(refused.stderr.trim()).toBe(
      `Port ${port} is in use by another program: stop it, or choose another port with --port N.`,
    );
    expect(run('start', '--port', 'many').status).toBe(1);
  });
});
