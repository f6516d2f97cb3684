import type { OperationalStore } from '@parcours/engine/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Subject {
  readonly operational: OperationalStore;
  stop(): Promise<void>;
}

/** What every OperationalStore must do. `open` gives a migrated, empty one. */
export const describeOperationalStore = (name: string, open: () => Promise<Subject>): void => {
  describe(`the operational store on ${name}`, () => {
    let subject: Subject;
    const one = async <T>(text: string, parameters?: readonly unknown[]) =>
      (await subject.operational.query<{ value: T }>(text, parameters))[0]?.value;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.stop());

    it('[LOG-1] writes through to the disk before it answers', async () => {
      expect(await subject.operational.query('show fsync')).toEqual([{ fsync: 'on' }]);
      expect(await subject.operational.query('show synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
      expect(await subject.operational.query('show full_page_writes')).toEqual([{ full_page_writes: 'on' }]);
    });

    it('has the tables', async () => {
      expect(await one('select count(*) as value from readers')).toBe(3);
    });

    it('gives bigint as a number', async () => {
      expect(await one('select $1::bigint as value', [1_700_000_000_000])).toBe(1_700_000_000_000);
    });

    it('binds parameters, whatever they hold', async () => {
      for (const text of ["'; drop table customers; --", '$1', '\\', '\u2028', '{"a":1}', 'é😀']) {
        expect(await one('select $1::text as value', [text])).toBe(text);
      }
      expect(await one('select count(*) as value from customers')).toBe(0);
    });

    it('compares text by its bytes, as the order of interactions requires', async () => {
      const words = ['b', 'B', 'é', 'z', '-', '_', 'a'];
      const sorted = await one<string[]>('select array_agg(t order by t) as value from unnest($1::text[]) t', [words]);
      expect(sorted).toEqual([...words].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
    });

    it('commits a transaction wholly or not at all', async () => {
      await subject.operational.transaction(async (sql) => {
        await sql.query("insert into workspaces (id, name) values ('kept', 'Kept')");
      });
      const failing = subject.operational.transaction(async (sql) => {
        await sql.query("insert into workspaces (id, name) values ('lost', 'Lost')");
        throw new Error('stop');
      });
      await expect(failing).rejects.toThrow('stop');
      expect(await subject.operational.query('select id from workspaces')).toEqual([{ id: 'kept' }]);
    });

    it('goes on after a statement that failed', async () => {
      await expect(subject.operational.query('select nonsense')).rejects.toThrow(/nonsense/);
      await expect(subject.operational.transaction((sql) => sql.query('select 1/0'))).rejects.toThrow(
        /division by zero/,
      );
      expect(await one('select 1 as value')).toBe(1);
    });
  });
};
