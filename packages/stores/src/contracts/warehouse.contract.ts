import type { Warehouse } from '@parcours/engine/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Subject {
  readonly warehouse: Warehouse;
  stop(): Promise<void>;
}

const NAUGHTY = [
  "it's",
  "'; drop table interactions; --",
  '\\',
  "\\'",
  '{a:String}',
  '\t\n\r',
  'é😀',
  '\u0001',
  '%',
  '`x`',
  '',
];

/** What every Warehouse must do. `open` gives a migrated, empty one. */
export const describeWarehouse = (name: string, open: () => Promise<Subject>): void => {
  describe(`the warehouse on ${name}`, () => {
    let subject: Subject;
    const count = async () =>
      Number((await subject.warehouse.query<{ n: string }>('select count() as n from interactions'))[0]?.n);
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.stop());

    it('inserts rows and gives them back', async () => {
      await subject.warehouse.insert('interactions', [row({ message_id: 'first' })], 'first');
      const rows = await subject.warehouse.query('select *, toUnixTimestamp64Milli(time) as ms from interactions');
      const { time: _, ...sent } = row({ message_id: 'first' });
      expect(rows).toEqual([
        { ...sent, group_id: '', log_id: '7', time: '2023-11-14 22:13:20.123', ms: '1700000000123' },
      ]);
    });

    it('inserts nothing a second time under the same token', async () => {
      const before = await count();
      await subject.warehouse.insert('interactions', [row({ message_id: 'twice' })], 'token');
      await subject.warehouse.insert('interactions', [row({ message_id: 'twice' })], 'token');
      await subject.warehouse.insert('interactions', [row({ message_id: 'other' })], 'other token');
      expect(await count()).toBe(before + 2);
    });

    it('never runs as SQL what a row holds, not even after a blank line', async () => {
      const before = await count();
      const texts = [
        '\n\ndrop table interactions;\n\n',
        '\n\ninsert into interactions (user_id) values (1)',
        ...NAUGHTY,
      ];
      const rows = texts.map((text, index) => row({ message_id: `n${index}`, properties: text, user_id: text }));
      await subject.warehouse.insert('interactions', rows, 'naughty rows');
      expect(await count()).toBe(before + texts.length);
      const back = await subject.warehouse.query<{ properties: string; user_id: string }>(
        "select properties, user_id from interactions where message_id like 'n%' order by toUInt8(substring(message_id, 2))",
      );
      expect(back).toEqual(texts.map((text) => ({ properties: text, user_id: text })));
    });

    it('gathers rows into a batch, which goes in once however often it is sent', async () => {
      const before = await count();
      const batch = await subject.warehouse.batch('interactions');
      for (let n = 0; n < 3000; n++) batch.add(row({ message_id: `batch${n}`, properties: 'x'.repeat(500) }));
      expect(batch.rows).toBe(3000);
      expect(batch.bytes).toBeGreaterThan(3000 * 500);
      await subject.warehouse.insert('interactions', batch, 'batch');
      await subject.warehouse.insert('interactions', batch, 'batch');
      expect(await count()).toBe(before + 3000);
      await subject.warehouse.insert('interactions', await subject.warehouse.batch('interactions'), 'empty');
      expect(await count()).toBe(before + 3000);
    });

    it('inserts all rows or none', async () => {
      const before = await count();
      const rows = [row({ message_id: 'good' }), row({ message_id: 'bad', profile_id: 'not a uuid' })];
      await expect(subject.warehouse.insert('interactions', rows, 'half')).rejects.toThrow();
      expect(await count()).toBe(before);
    });

    it('binds parameters, whatever they hold', async () => {
      for (const text of NAUGHTY) {
        expect(await subject.warehouse.query('select {text:String} as text', { text })).toEqual([{ text }]);
      }
      const many = await subject.warehouse.query(
        'select {n:Int64} as n, {list:Array(String)} as list, {flag:Bool} as flag, {nothing:Nullable(String)} as nothing',
        { n: -5, list: NAUGHTY, flag: true, nothing: null },
      );
      expect(many).toEqual([{ n: '-5', list: NAUGHTY, flag: true, nothing: null }]);
    });

    it('keeps the parameters of queries that run at once apart', async () => {
      const answers = await Promise.all(
        Array.from({ length: 40 }, (_, n) =>
          subject.warehouse.query('select {n:UInt32} as n, sleep(0.01) as s', { n }),
        ),
      );
      expect(answers).toEqual(Array.from({ length: 40 }, (_, n) => [{ n, s: 0 }]));
    });

    it('refuses a query whose parameter is missing', async () => {
      await expect(subject.warehouse.query('select {n:UInt32} as n')).rejects.toMatchObject({ code: '456' });
    });

    it('says what is wrong, with its code', async () => {
      await expect(subject.warehouse.query('select * from nowhere')).rejects.toMatchObject({ code: '60' });
      await expect(subject.warehouse.query('selec')).rejects.toMatchObject({ code: '62' });
      await expect(subject.warehouse.command('drop table nowhere')).rejects.toMatchObject({ code: '60' });
    });

    it('stops a query that takes too long', async () => {
      const started = Date.now();
      const endless = subject.warehouse.query(
        'select sum(sleepEachRow(0.05)) from numbers(600)',
        {},
        { maxSeconds: 1 },
      );
      await expect(endless).rejects.toMatchObject({ code: expect.stringMatching(/^(159|160)$/) });
      expect(Date.now() - started).toBeLessThan(5000);
    });

    it('stops a query that takes too much memory', async () => {
      const greedy = subject.warehouse.query(
        'select length(groupArray(number)) as all from numbers(20000000)',
        {},
        { maxMemory: 50_000_000 },
      );
      await expect(greedy).rejects.toMatchObject({ code: '241' });
    });

    it('streams rows in their order', async () => {
      const rows: unknown[][] = [];
      for await (const page of subject.warehouse.stream(
        "select number, concat('é\n', toString(number)) from numbers({n:UInt64}) order by number",
        { n: 200_000 },
      ))
        rows.push(...page);
      expect(rows).toHaveLength(200_000);
      expect(rows[199_999]).toEqual(['199999', 'é\n199999']);
      expect(rows.every(([number], index) => Number(number) === index)).toBe(true);
    });

    it('ends the work when a stream is left early, and fails when it fails midway', async () => {
      for await (const page of subject.warehouse.stream('select number from numbers(1000000000)')) {
        expect(page[0]).toEqual(['0']);
        break;
      }
      const failing = async () => {
        for await (const _ of subject.warehouse.stream(
          "select throwIf(number = 5000000, 'midway') from numbers(6000000)",
        ));
      };
      await expect(failing()).rejects.toThrow();
      expect(await subject.warehouse.query('select 1 as one')).toEqual([{ one: 1 }]);
    });
  });
};

const row = (changes: Record<string, unknown>): Record<string, unknown> => ({
  workspace_id: 'w',
  profile_id: '7b8d0cc4-5b66-4b4b-9c59-3a4f8a4b7d21',
  time: 1_700_000_000_123,
  rank: 5,
  message_id: 'm',
  event: 'Order Completed',
  user_id: 'u',
  anonymous_id: '',
  properties: '{}',
  context: '{}',
  outbound: false,
  imported: true,
  log_id: 7,
  ...changes,
});
