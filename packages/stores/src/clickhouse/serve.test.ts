import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedClickHouse, startClickHouse } from './startClickHouse.js';

const folder = mkdtempSync(join(tmpdir(), 'parcours clickhouse é {*} '));
let engine: EmbeddedClickHouse;

beforeAll(async () => {
  engine = await startClickHouse(folder);
  await ask('create database tests engine = Atomic', { database: 'default' });
  await ask('create table t (a UInt32, b String) engine = MergeTree order by a');
});
afterAll(async () => {
  await engine?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const request = (words: Record<string, string>, body?: BodyInit, init: RequestInit = {}) => {
  const address = new URL(engine.url);
  const authorization = `Basic ${btoa(`${address.username}:${decodeURIComponent(address.password)}`)}`;
  const url = new URL(`http://${address.host}/`);
  for (const [name, value] of Object.entries({ database: 'tests', ...words })) url.searchParams.set(name, value);
  return fetch(url, { method: 'POST', body, ...init, headers: { authorization, ...init.headers } });
};
const ask = async (query: string, words: Record<string, string> = {}) => (await request(words, query)).text();
const refusal = async (answer: Response) => [
  answer.status,
  answer.headers.get('x-clickhouse-exception-code'),
  await answer.text(),
];
const rows = async () => Number(await ask('select count() from t'));
const until = async (done: () => Promise<boolean>) => {
  for (const deadline = Date.now() + 10_000; !(await done()); await new Promise((resolve) => setTimeout(resolve, 50))) {
    if (Date.now() > deadline)
      throw new Error(`it never happened: ${await ask('select * from system.processes format Vertical')}`);
  }
};
const running = () =>
  ask("select count() from system.processes where query like '%numbers(600)%' and query not like '%processes%'");

describe('the HTTP interface of the embedded ClickHouse', () => {
  it('says that it is there', async () => {
    const ping = await fetch(new URL('/ping', engine.url.replace(/\/\/.*@/, '//')));
    expect([ping.status, await ping.text()]).toEqual([200, 'Ok.\n']);
  });

  it('answers only who knows the password', async () => {
    const [status, code] = await refusal(
      await request({}, 'select 1', { headers: { authorization: `Basic ${btoa('x:y')}` } }),
    );
    expect([status, code]).toEqual([403, '516']);
    expect((await request({}, 'select 1', { headers: { authorization: '' } })).status).toBe(403);
  });

  it('gives an error its code, its status and its words', async () => {
    const [status, code, text] = await refusal(await request({}, 'select * from nowhere'));
    expect([status, code]).toEqual([404, '60']);
    expect(text).toMatch(/^Code: 60\. DB::Exception: .*nowhere.*\(UNKNOWN_TABLE\)/);
    expect(await refusal(await request({}, 'select throwIf(1)'))).toMatchObject([500, '395', expect.any(String)]);
    expect((await request({}, '   ')).status).toBe(400);
  });

  it('inserts what follows a blank line as data, or refuses it, and never runs it', async () => {
    const query = 'insert into t format JSONEachRow';
    const before = await rows();
    expect(await (await request({ query }, '{"a":1,"b":"x"}\n\n{"a":2,"b":"y"}\n')).text()).toBe('');
    expect(await rows()).toBe(before + 2);
    for (const format of ['JSONEachRow', 'TabSeparated', 'CSV', 'Values', 'JSONCompactEachRow', 'RowBinary']) {
      for (const evil of [
        'drop table t',
        "\n\ninsert into t values (9, 'sql')",
        '; drop table t;',
        "'; drop table t; --",
      ]) {
        const answer = await request({ query: `insert into t format ${format}` }, `${evil}\n\n${evil}\n`);
        await answer.text();
      }
    }
    expect(await ask("select count() from t where b = 'sql'")).toBe('0\n');
    expect(await ask('exists table t')).toBe('1\n');
  });

  it('inserts nothing of a body that breaks off or is wrong midway', async () => {
    const before = await rows();
    const lines = Array.from({ length: 5000 }, (_, a) => JSON.stringify({ a, b: 'many' })).join('\n');
    const answer = await request({ query: 'insert into t format JSONEachRow' }, `${lines}\n{"a":`);
    expect(answer.status).toBe(500);
    expect(await rows()).toBe(before);
  });

  it('reads compressed bodies', async () => {
    const before = await rows();
    const body = gzipSync('{"a":5,"b":"gzip"}');
    await request({ query: 'insert into t format JSONEachRow' }, body, { headers: { 'content-encoding': 'gzip' } });
    expect(await rows()).toBe(before + 1);
  });

  it('refuses several statements in one', async () => {
    expect(await ask('select 1; drop table t')).toContain('Multi-statements');
    expect(await ask("select ';', /* ; drop */ 1 -- ; drop table t\n;")).toBe(';\t1\n');
    expect(await ask('exists table t')).toBe('1\n');
  });

  it('refuses settings it does not know, and parameters that are no names', async () => {
    expect(await refusal(await request({ max_everything: '1' }, 'select 1'))).toMatchObject([
      404,
      '115',
      expect.any(String),
    ]);
    expect((await request({ "param_x' , max_threads": '1' }, 'select 1')).status).toBe(400);
  });

  it('does not take a setting or parameter of an earlier request for given', async () => {
    await Promise.all(
      Array.from({ length: 8 }, () => ask('select {p:String}, sleep(0.05)', { param_p: 'old', max_threads: '7' })),
    );
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => ask("select getSetting('max_threads') = 7, getSetting('max_execution_time')")),
    );
    expect(new Set(answers)).toEqual(new Set(['0\t30\n']));
    expect(await ask('select {p:String}')).toContain('Code: 456');
  });

  it('bounds the memory of a query', async () => {
    const query = 'select length(groupArray(repeat(toString(number), 100))) from numbers(10000000)';
    expect(await ask(query, { max_memory_usage: '50000000' })).toContain('Code: 241');
    expect(await ask('select 1')).toBe('1\n');
  });

  it('kills the query of a client that leaves, streamed or not', async () => {
    for (const words of [{}, { wait_end_of_query: '1' }] as Record<string, string>[]) {
      const leaving = new AbortController();
      const answer = request({ ...words, max_block_size: '1' }, 'select sleepEachRow(0.1) from numbers(600)', {
        signal: leaving.signal,
      });
      answer.then((one) => one.text()).catch(() => undefined);
      await until(async () => (await running()) === '1\n');
      leaving.abort();
      await until(async () => (await running()) === '0\n');
    }
  });

  it('goes on answering while heavy queries run', async () => {
    const heavy = Array.from({ length: 6 }, () =>
      ask('select sum(sleepEachRow(0.05)) from numbers(20)', { wait_end_of_query: '1' }),
    );
    const started = Date.now();
    await ask('insert into t select 1, now()');
    expect(Date.now() - started).toBeLessThan(900);
    expect(await Promise.all(heavy)).toEqual(Array.from({ length: 6 }, () => '0\n'));
  });
});
