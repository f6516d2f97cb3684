import type { Log, NewLogEntry } from '@parcours/engine/ports';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Subject {
  readonly log: Log;
  stop(): Promise<void>;
}

/** What every Log must do. `open` gives an empty one. */
export const describeLog = (name: string, open: () => Promise<Subject>): void => {
  describe(`the log on ${name}`, () => {
    let subject: Subject;
    beforeAll(async () => {
      subject = await open();
    });
    afterAll(() => subject?.stop());

    it('is empty at first', async () => {
      expect(await subject.log.head()).toBe(0);
      expect(await subject.log.read(0, 100)).toEqual([]);
    });

    it('[LOG-1] gives ids that grow in the order given, and returns what was appended', async () => {
      const entries = [entry('a', 2), { ...entry('b', 1), imported: true }];
      const ids = await subject.log.append(entries);
      expect(ids).toHaveLength(2);
      expect(ids[1]).toBeGreaterThan(ids[0] as number);
      const read = await subject.log.read((ids[0] as number) - 1, 100);
      expect(read).toEqual(entries.map((one, index) => ({ ...one, id: ids[index] })));
      expect(await subject.log.head()).toBe(ids[1]);
    });

    it('keeps every character of a payload, also NUL, lone surrogates and quotes', async () => {
      const text = JSON.stringify('NUL \0 lone \ud800 quote \' " back \\ é 😀 \u2028');
      const [id] = await subject.log.append([{ ...entry('naughty', 1), workspaceId: 'w\0', text }]);
      const [read] = await subject.log.read((id as number) - 1, 1);
      expect(read?.text).toBe(text);
    });

    it('stops a page at about the interactions asked for, and never short of one entry', async () => {
      const ids = await subject.log.append([entry('p', 10), entry('p', 10), entry('p', 10)]);
      const before = (ids[0] as number) - 1;
      expect((await subject.log.read(before, 1)).map((one) => one.id)).toEqual(ids.slice(0, 1));
      expect((await subject.log.read(before, 11)).map((one) => one.id)).toEqual(ids.slice(0, 2));
      expect((await subject.log.read(ids[1] as number, 1000)).map((one) => one.id)).toEqual(ids.slice(2));
    });

    it('[LOG-1] hands out no id behind a reader while many append at once', async () => {
      const from = await subject.log.head();
      const seen: number[] = [];
      let writing = true;
      const reading = (async () => {
        let after = from;
        for (let last = false; !last; ) {
          last = !writing;
          const page = await subject.log.read(after, 50);
          seen.push(...page.map((one) => one.id));
          after = page.at(-1)?.id ?? after;
          if (page.length > 0) last = false;
        }
      })();
      const given = await Promise.all(
        Array.from({ length: 200 }, (_, index) => subject.log.append([entry(`c${index}`, 3)])),
      );
      writing = false;
      await reading;
      expect(seen).toEqual(given.flat().sort((a, b) => a - b));
    });

    it('appends nothing when given nothing', async () => {
      const head = await subject.log.head();
      expect(await subject.log.append([])).toEqual([]);
      expect(await subject.log.head()).toBe(head);
    });
  });
};

const entry = (name: string, size: number): NewLogEntry => ({
  workspaceId: 'w',
  receivedAt: 1_700_000_000_000,
  imported: false,
  size,
  text: Array.from({ length: size }, (_, index) => `["${name}${index}"]\t{}\t{}`).join('\n'),
});
