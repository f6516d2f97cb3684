import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileId } from '../apps/server/src/testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../apps/server/src/testing/readServer.js';

const folder = fileURLToPath(new URL('../../shared/data/attribution/', import.meta.url));
const here = existsSync(folder);
if (!here) console.warn('../shared/data/attribution is absent: origins are not compared with its figures');

const EXPECTED = here ? JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) : {};
const SHARED = {
  workspace_id: 'main',
  rank: 5,
  user_id: '',
  anonymous_id: '',
  context: '{}',
  outbound: false,
  imported: true,
  log_id: 1,
};

/** Each journey of the file as the interactions of a customer of its own: a touch a day, then the conversion. */
function* interactions(): Generator<Record<string, unknown>> {
  let customer = 0;
  for (const line of readFileSync(`${folder}PathData.csv`, 'utf8').trim().split('\n').slice(1)) {
    const [path = '', conversions, value, nulls] = line.replaceAll('"', '').split(';');
    const channels = path.split(' > ');
    for (let turn = 0; turn < Number(conversions) + Number(nulls); turn++) {
      const profile_id = profileId('main', 'user', String(customer++));
      for (const [at, channel] of channels.entries())
        yield {
          ...SHARED,
          ...{ profile_id, time: NOW - (channels.length - at) * DAY, message_id: `t${at}`, event: 'Channel Touched' },
          properties: JSON.stringify({ channel }),
        };
      if (turn >= Number(conversions)) continue;
      // The file tells what all conversions of a path are worth together.
      const properties = JSON.stringify({ total: turn === 0 ? Number(value) : 0 });
      yield { ...SHARED, profile_id, time: NOW - 1, message_id: 'c', event: 'Order Completed', properties };
    }
  }
}

describe.skipIf(!here)('the origin of conversions in PathData (../shared/data/attribution), asked over HTTP', () => {
  let server: ReadServer;
  beforeAll(async () => {
    server = await readServer();
    let [batch, turn] = [await server.warehouse.batch('interactions'), 0];
    for (const row of interactions()) {
      batch.add(row);
      if (batch.rows < 100_000) continue;
      await server.warehouse.insert('interactions', batch, `paths ${turn++}`);
      batch = await server.warehouse.batch('interactions');
    }
    await server.warehouse.insert('interactions', batch, `paths ${turn}`);
  });
  afterAll(() => server?.stop());

  const ask = async (body: object) => {
    const answer = await server.http.inject({
      method: 'POST',
      url: '/api/attribution/query',
      headers: { authorization: `Bearer ${server.keys.main}` },
      payload: { period: { from: new Date(NOW - 200 * DAY), to: new Date(NOW + DAY) }, lookback: 'P200D', ...body },
    });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };

  for (const [figures, nulls] of [
    ['order1_nullTrue', true],
    ['order1_nullFalse', false],
  ] as const)
    it(`${figures}: the Markov chain of order 1 equals the exact figures`, async () => {
      const { removal_effects, attributed_conversions } = EXPECTED.exact_markov_order1[figures];
      const { rows, conversions, untouched } = await ask({ nulls, models: ['markov1'] });
      expect([conversions, untouched.conversions]).toEqual([19_785, 0]);
      expect(rows.map(({ name }: { name: string }) => name).sort()).toEqual(Object.keys(removal_effects).sort());
      for (const { name, removal, credits } of rows) {
        expect(Math.abs(removal.markov1 - removal_effects[name])).toBeLessThan(1e-6);
        expect(Math.abs(credits.markov1.conversions - attributed_conversions[name])).toBeLessThan(1e-6);
      }
    });

  it('first, last and linear touch equal those of ChannelAttribution, and every model shares out everything', async () => {
    const { rows, conversions, value } = await ask({});
    const figures = new Map<string, Record<string, number>>(
      EXPECTED['heuristic_by_ChannelAttribution_R_2.0.7'].map((one: { channel_name: string }) => [
        one.channel_name,
        one,
      ]),
    );
    for (const { name, credits } of rows)
      for (const model of ['first', 'last', 'linear']) {
        expect(credits[model].conversions).toBeCloseTo(figures.get(name)?.[`${model}_touch_conversions`] ?? -1, 6);
        expect(credits[model].value).toBeCloseTo(figures.get(name)?.[`${model}_touch_value`] ?? -1, 6);
      }
    for (const model of ['first', 'last', 'linear', 'timeDecay', 'position', 'markov1', 'markov2', 'markov3']) {
      const sum = (of: 'conversions' | 'value') =>
        rows.reduce(
          (all: number, { credits }: { credits: Record<string, Record<string, number>> }) =>
            all + (credits[model]?.[of] ?? 0),
          0,
        );
      expect(sum('conversions')).toBeCloseTo(conversions, 5);
      expect(sum('value')).toBeCloseTo(value, 5);
    }
  });
});
