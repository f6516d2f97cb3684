import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ConnectedStores, connectStores } from '@parcours/stores';
import { emptyDatabases } from '@parcours/stores/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { headerOf, type MailSink, mailSink } from '../apps/server/src/testing/mailSink.js';

let sink: MailSink;
const dataDir = mkdtempSync(join(tmpdir(), 'parcours-mail-'));
let addresses: Awaited<ReturnType<typeof emptyDatabases>>;
let stores: ConnectedStores;
let running: ChildProcess | undefined;

const start = async (): Promise<string> => {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  const script = join(import.meta.dirname, 'fixtures', 'holdServer.ts');
  const env = {
    ...process.env,
    ...{ DATABASE_URL: addresses.database, CLICKHOUSE_URL: addresses.clickhouse },
    ...{
      SMTP_URL: sink.url(),
      MAIL_FROM: 'parcours@shop.example',
      PUBLIC_URL: 'https://parcours.example/',
    },
  };
  const child = spawn(process.execPath, ['--import', tsx, script, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  running = child;
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NonNullable<typeof child.stdout> }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return (JSON.parse(line) as { url: string }).url;
};
const end = async (signal: NodeJS.Signals): Promise<void> => {
  const child = running;
  running = undefined;
  if (!child || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
};
const mails = () => stores.operational.query<{ state: string; tries: number }>('select state, tries from mails');
const until = (state: string) =>
  vi.waitFor(async () => expect((await mails())[0]?.state).toBe(state), { timeout: 30_000, interval: 100 });
const lapse = () => stores.operational.query("update mails set claimed_until = 0 where state = 'sending'");

beforeAll(async () => {
  addresses = await emptyDatabases();
  sink = await mailSink();
  const url = await start();
  const owner = { name: 'Camille', email: 'camille@example.org', password: 'long enough 1' };
  const headers = { 'content-type': 'application/json' };
  const signed = await fetch(`${url}/api/session/owner`, { method: 'POST', headers, body: JSON.stringify(owner) });
  const cookie = signed.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  const body = JSON.stringify({ story: true, alerts: false, language: 'fr', weekday: 1, hour: 8 });
  const asked = await fetch(`${url}/api/subscription`, { method: 'PUT', headers: { ...headers, cookie }, body });
  expect(asked.status).toBe(200);
  await end('SIGTERM');
  stores = connectStores(addresses);
}, 120_000);
afterEach(async () => {
  sink.behaviour.hang = 'never';
  await end('SIGKILL');
});
afterAll(async () => {
  await stores?.stop();
  await sink?.stop();
  await addresses?.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

/** As if it had been asked for long ago, and nothing were sent yet. */
const asIfDue = async () => {
  await stores.operational.query('delete from mails');
  await stores.operational.query('update subscriptions set since = 0');
  sink.taken.length = 0;
};
const idOf = (message = ''): string => headerOf(message, 'Message-ID');

describe('[MAIL-2] a server that is killed', () => {
  it('after it claimed an e-mail and before it sent it, sends it once when it is back', async () => {
    await asIfDue();
    sink.behaviour.hang = 'greeting';
    const before = sink.greeted();
    await start();
    await vi.waitFor(() => expect(sink.greeted()).toBeGreaterThan(before), { timeout: 30_000 });
    expect((await mails())[0]?.state).toBe('sending');
    await end('SIGKILL');
    expect(sink.taken).toEqual([]);
    sink.behaviour.hang = 'never';
    await lapse();
    await start();
    await until('sent');
    await end('SIGTERM');
    await start();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(sink.taken).toHaveLength(1);
    expect(headerOf(sink.taken[0] ?? '', 'List-Unsubscribe')).toMatch(
      /^<https:\/\/parcours\.example\/api\/unsubscribe\?token=/,
    );
  }, 120_000);

  it('after the mail server took it and before that could be noted, sends the same message again, by its Message-ID', async () => {
    await asIfDue();
    sink.behaviour.hang = 'data';
    await start();
    await vi.waitFor(() => expect(sink.taken).toHaveLength(1), { timeout: 30_000 });
    await end('SIGKILL');
    sink.behaviour.hang = 'never';
    await lapse();
    await start();
    await until('sent');
    expect(sink.taken).toHaveLength(2);
    expect(idOf(sink.taken[1])).toBe(idOf(sink.taken[0]));
    expect(idOf(sink.taken[0])).toMatch(/^<[0-9a-f]{40}@shop\.example>$/);
    expect((await mails())[0]).toEqual({ state: 'sent', tries: 2 });
  }, 120_000);
});
