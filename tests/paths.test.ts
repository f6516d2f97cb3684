import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile, parseMapping, type RunningEngine, runEngine, takeEvents } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NOW, type ReadServer, readServer } from '../apps/server/src/testing/readServer.js';

const folder = fileURLToPath(new URL('../../shared/data/process/', import.meta.url));
const here = existsSync(folder);
if (!here) console.warn('../shared/data/process is absent: paths are not compared with its figures');

/** As somebody would write it for a log of cases: the case is the customer, the activity the event. */
const MAPPING = (source: string) => `
source: ${source}
event: { column: 'concept:name', otherwise: keep }
time: { column: 'time:timestamp' }
customer: { userId: 'case:concept:name' }
properties: { resource: 'org:resource' }
`;

interface Reference {
  readonly cases: number;
  readonly events: number;
  readonly activities: Record<string, number>;
  readonly start: Record<string, number>;
  readonly end: Record<string, number>;
  readonly directly_follows: Record<string, number>;
  readonly n_variants: number;
  readonly top_variants: Record<string, number>;
}
const REFERENCES: Record<string, Reference> = here
  ? JSON.parse(readFileSync(join(folder, 'directly_follows.json'), 'utf8'))
  : {};

type Named = { readonly name: string; readonly count: number };
const counts = (all: readonly Named[]) => Object.fromEntries(all.map(({ name, count }) => [name, count]));

describe('paths of an imported file with several rows at one instant', () => {
  let server: ReadServer;
  let engine: RunningEngine;
  const folder = mkdtempSync(join(tmpdir(), 'parcours-paths-'));
  beforeAll(async () => {
    server = await readServer();
    const { store, warehouse, log } = server;
    const onError = (_where: string, error: unknown) => {
      throw error;
    };
    engine = await runEngine({ operational: store, warehouse, log, clock: { now: () => NOW }, onError });
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[ORDER-1] keep the order of a sequence that the mapping puts into the messageId', async () => {
    const names = ['delta', 'alpha', 'echo', 'bravo', 'charlie'];
    const rows = names.map((name, at) => `k,${name},2026-06-01T10:00:00Z,${String(at).padStart(4, '0')}`);
    const path = join(folder, 'ties.csv');
    writeFileSync(path, `case,name,at,row\n${rows.join('\n')}\n`);
    const mapping = `
source: ties
event: { column: name, otherwise: keep }
time: { column: at }
customer: { userId: case }
messageId: { template: '{case}-{row}' }`;
    const file = await checkFile(path, parseMapping(mapping), { now: NOW });
    for await (const events of file.read())
      await takeEvents(
        { ...server, clock: { now: () => NOW } },
        { workspaceId: 'main', file: path, events, bytes: 1000 },
      );
    await engine.exclusive(async () => undefined);
    const { body } = await server.post('/api/paths/query', { period: { from: '2026-06-01', to: '2026-06-02' } });
    expect(body.variants.map(({ path: told }: { path: string[] }) => told)).toEqual([names]);
  });
});

describe.skipIf(!here)('paths of the process logs (../shared/data/process)', () => {
  let server: ReadServer;
  let engine: RunningEngine;
  const clock = { now: () => NOW };
  const faults: unknown[] = [];

  const load = async (name: string): Promise<number> => {
    const file = await checkFile(join(folder, `${name}.csv`), parseMapping(MAPPING(name)), { now: NOW });
    let [line, accepted] = [0, 0];
    const workspaceId = name === 'receipt' ? 'main' : 'other';
    for await (const events of file.read()) {
      const taken = await takeEvents(
        { ...server, clock },
        { workspaceId, file: name, events, bytes: 1000 * events.length },
      );
      line += events.length;
      accepted += taken.accepted;
    }
    expect(accepted).toBe(line);
    return accepted;
  };

  beforeAll(async () => {
    server = await readServer();
    const { store, warehouse, log } = server;
    const onError = (_where: string, error: unknown) => faults.push(error);
    engine = await runEngine({ operational: store, warehouse, log, clock, onError });
  });
  afterAll(async () => {
    await engine?.stop();
    await server?.stop();
  });

  for (const [name, reference] of Object.entries(REFERENCES))
    it(`${name}: every count equals the reference`, async () => {
      expect(await load(name)).toBe(reference.events);
      await engine.exclusive(async () => undefined);
      const body = { period: { from: '2009-01-01', to: '2013-01-01' }, by: 'event', variants: 100, top: 100 };
      const key = name === 'receipt' ? server.keys.main : server.keys.other;
      const answer = await server.http.inject({
        method: 'POST',
        url: '/api/paths/query',
        headers: { authorization: `Bearer ${key}` },
        payload: body,
      });
      const told = answer.json();
      expect(answer.statusCode, answer.body).toBe(200);
      expect(told.paths).toBe(reference.cases);
      expect(counts(told.nodes)).toEqual(reference.activities);
      expect(counts(told.start)).toEqual(reference.start);
      expect(counts(told.end)).toEqual(reference.end);
      const edges = told.edges.map((edge: { from: string; to: string; count: number }) => ({
        name: `${edge.from} -> ${edge.to}`,
        count: edge.count,
      }));
      expect(counts(edges)).toEqual(reference.directly_follows);
      expect(told.variantCount).toBe(reference.n_variants);
      const variants = counts(
        told.variants.map((one: { path: string[]; count: number }) => ({
          name: one.path.join(' > '),
          count: one.count,
        })),
      );
      expect(variants).toMatchObject(reference.top_variants);
      expect(faults).toEqual([]);
    });
});
