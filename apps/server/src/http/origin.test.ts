import { createWorkspace } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson } from '../testing/people.js';
import { DAY, type ReadServer, readServer } from '../testing/readServer.js';

const MINUTE = 60_000;
const START = Date.parse('2026-06-01T00:00:00Z');
const JUNE = { from: '2026-06-01', to: '2026-07-01' };

interface Act {
  readonly at: number;
  readonly event?: string;
  readonly context?: object;
  readonly properties?: object;
  readonly outbound?: boolean;
}
const page = (at: number, given: { referrer?: string; url?: string; search?: string; campaign?: object } = {}): Act => {
  const { campaign, ...rest } = given;
  const url = 'https://www.shop.example/home';
  return { at, context: { page: { url, ...rest }, ...(campaign ? { campaign } : {}) } };
};
const order = (at: number, properties: object = { total: 10 }, context: object = {}): Act => ({
  ...{ at, event: 'Order Completed', properties, context },
});

describe('the origin of conversions', () => {
  let server: ReadServer;
  let turn = 0;

  /** A workspace of its own for what some people did. */
  const told = async (people: Record<string, readonly Act[]>) => {
    const workspace = `w${turn++}`;
    await createWorkspace({ sql: server.store }, { id: workspace, name: workspace, timezone: 'UTC', currency: 'EUR' });
    const key = await server.keyOf(workspace);
    for (const [userId, acts] of Object.entries(people)) {
      const profile_id = await addPerson(server, workspace, { userId, name: userId });
      const rows = acts.map(({ at, event, context = {}, properties = {}, outbound = false }, place) => ({
        ...{ workspace_id: workspace, profile_id, time: START + at, user_id: '', anonymous_id: '' },
        ...{
          rank: event === undefined ? 3 : 5,
          message_id: String(place).padStart(6, '0'),
          event: event ?? 'Page Viewed',
        },
        ...{ properties: JSON.stringify(properties), context: JSON.stringify(context) },
        ...{ outbound, imported: false, log_id: 1 },
      }));
      await server.warehouse.insert('interactions', rows, `${workspace} ${userId}`);
    }
    return (body: object = {}) =>
      server.post('/api/attribution/query', { period: JUNE, models: ['linear'], ...body }, key);
  };
  type Row = { name: string; touches: number; credits: Record<string, { conversions: number; value: number }> };
  const credits = (body: { rows: Row[] }, model = 'linear') =>
    Object.fromEntries(body.rows.map((row) => [row.name, row.credits[model]?.conversions]));

  beforeAll(async () => {
    server = await readServer();
  });
  afterAll(() => server?.stop());

  const CASES: readonly (readonly [string, Act, string, string, string?])[] = [
    ['a campaign', page(0, { campaign: { source: 'Brevo', medium: 'Email', name: 'June' } }), 'email', 'Brevo', 'June'],
    [
      'UTM in the address',
      page(0, { url: 'https://shop.example/?a=1&utm_source=google&utm_medium=cpc&utm_campaign=summer%20sale+now#x' }),
      'paid-search',
      'google',
      'summer sale now',
    ],
    [
      'UTM in the search',
      page(0, { search: '?utm_source=facebook&utm_medium=paid_social' }),
      'paid-social',
      'facebook',
    ],
    [
      'a campaign and UTM: the campaign',
      page(0, { search: '?utm_source=a', campaign: { source: 'b', medium: 'sms' } }),
      'sms',
      'b',
    ],
    ['gclid', page(0, { search: '?gclid=Cj0x' }), 'paid-search', 'google'],
    ['msclkid', page(0, { url: 'https://shop.example/p?msclkid=1' }), 'paid-search', 'bing'],
    ['ttclid', page(0, { search: 'ttclid=1' }), 'paid-social', 'tiktok'],
    ['fbclid', page(0, { search: '?fbclid=1', referrer: 'https://l.facebook.com/' }), 'organic-social', 'facebook'],
    ['UTM before a click id', page(0, { search: '?utm_source=News&utm_medium=newsletter&gclid=1' }), 'email', 'News'],
    ['a search engine', page(0, { referrer: 'https://www.google.co.uk/search?q=shoes' }), 'organic-search', 'google'],
    ['a social network', page(0, { referrer: 'https://t.co/abc' }), 'organic-social', 't'],
    [
      'another site',
      page(0, { referrer: 'https://blog.runners.example:8080/best-shoes' }),
      'referral',
      'blog.runners.example',
    ],
    ['the same site is no arrival', page(0, { referrer: 'https://shop.example/other' }), 'direct', 'direct'],
    ['a referrer that is no address', page(0, { referrer: 'android-app' }), 'direct', 'direct'],
    ['nothing told', page(0), 'direct', 'direct'],
    ['an unknown medium', page(0, { campaign: { source: 'x1', medium: 'billboard' } }), 'other', 'x1'],
    [
      'paid media on a network',
      page(0, { campaign: { source: 'instagram', medium: 'CPC' } }),
      'paid-social',
      'instagram',
    ],
    [
      'a channel property',
      { at: 0, event: 'Letter Opened', properties: { channel: 'Direct mail' } },
      'Direct mail',
      '(none)',
    ],
    ['a context that is none', { at: 0, context: { campaign: 'email', page: [] } }, 'direct', 'direct'],
  ];
  it('[ORIGIN-1] channel, source and campaign of a touch', async () => {
    const ask = await told(Object.fromEntries(CASES.map(([name, act]) => [name, [act, order(MINUTE, { total: 1 })]])));
    const tally = (values: readonly string[]) =>
      Object.fromEntries(values.map((value) => [value, values.filter((one) => one === value).length]));
    const { status, body } = await ask();
    expect(status, JSON.stringify(body)).toBe(200);
    expect(credits(body)).toEqual(tally(CASES.map(([, , channel]) => channel)));
    expect(credits((await ask({ by: 'source' })).body)).toEqual(tally(CASES.map(([, , , source]) => source)));
    expect(credits((await ask({ by: 'campaign' })).body)).toEqual(
      tally(CASES.map(([, , , , name]) => name ?? '(none)')),
    );
    const people = async (of: string) =>
      (await server.post('/api/attribution/people', { period: JUNE, of }, await server.keyOf(`w${turn - 1}`))).body
        .items;
    expect((await people('sms')).map(({ name }: { name: string }) => name)).toEqual([
      'a campaign and UTM: the campaign',
    ]);
    expect(await people('nothing of the kind')).toEqual([]);
  });

  it('[ORIGIN-2] a visit is one touch, however many pages it has; what is declared counts each time', async () => {
    const google = { referrer: 'https://google.com/' };
    const declared = (at: number): Act => ({ at, event: 'Advert Seen', properties: { channel: 'tv' } });
    const ask = await told({
      one: [page(0, google), page(MINUTE, google), page(2 * MINUTE), order(3 * MINUTE)],
      two: [page(0, google), page(2 * DAY), page(2 * DAY + MINUTE), order(2 * DAY + 2 * MINUTE)],
      three: [declared(0), declared(1), { ...declared(2), outbound: true }, order(3)],
    });
    const { body } = await ask({ models: ['linear', 'first', 'last'] });
    expect(credits(body)).toEqual({ 'organic-search': 1.5, direct: 0.5, tv: 1 });
    expect(credits(body, 'last')).toEqual({ 'organic-search': 1, direct: 1, tv: 1 });
    expect(body.rows.map(({ name, touches }: Row) => [name, touches])).toEqual([
      ['organic-search', 2],
      ['tv', 2],
      ['direct', 1],
    ]);
  });

  it('[ORIGIN-3] [ORIGIN-4] a journey begins anew after a conversion, ends with the lookback, and leads to nothing where none comes', async () => {
    const tv = (at: number, channel = 'tv'): Act => ({ at, event: 'Advert Seen', properties: { channel } });
    const ask = await told({
      twice: [
        tv(0),
        order(DAY, { total: 5 }),
        tv(2 * DAY, 'radio'),
        order(3 * DAY, { total: 7 }),
        order(3 * DAY + 1, { total: 1 }),
      ],
      stale: [tv(0, 'press'), order(20 * DAY, { total: 100 })],
      never: [tv(DAY), tv(2 * DAY, 'radio')],
      before: [tv(-3 * DAY, 'post'), order(DAY, { total: 2 })],
      earlier: [tv(-3 * DAY, 'old'), order(-2 * DAY), tv(DAY, 'radio')],
    });
    const { body } = await ask({ lookback: 'P10D', models: ['linear', 'markov1'] });
    expect(credits(body)).toEqual({ tv: 1, radio: 2, post: 1, press: 0 });
    expect(body.rows.find(({ name }: Row) => name === 'radio')?.credits.linear.value).toBe(8);
    expect([body.conversions, body.value, body.untouched]).toEqual([4, 15, { conversions: 1, value: 100 }]);
    // never, the stale touch, and the one after an earlier order led to nothing.
    expect(body.journeys).toBe(7);
    expect((await ask({ lookback: 'P10D', nulls: false })).body.journeys).toBe(4);
  });

  it('time decay in SQL is that of core', async () => {
    const tv = (at: number, channel: string): Act => ({ at, event: 'Advert Seen', properties: { channel } });
    const ask = await told({ one: [tv(0, 'a'), tv(7 * DAY, 'b'), tv(14 * DAY, 'c'), order(14 * DAY, { total: 70 })] });
    const { body } = await ask({ models: ['timeDecay'], halfLife: 'P7D' });
    const values = body.rows.map(({ name, credits }: Row) => [name, credits.timeDecay?.value]);
    for (const [name, value] of values) expect(value).toBeCloseTo({ a: 10, b: 20, c: 40 }[name as 'a'] as number, 9);
  });

  it('a conversion is any act, with conditions; a rule that asks for more is refused in words', async () => {
    const ask = await told({
      one: [page(0), order(1, { total: 200, kind: 'gift', worth: { net: 4 } }), order(2, { total: 'x' })],
    });
    const gift = [{ property: 'kind', equals: 'gift' }];
    const asked = async (body: object) => (await ask(body)).body;
    expect((await asked({ conversion: { event: 'Order Completed', where: gift } })).value).toBe(200);
    expect((await asked({ where: gift, value: 'worth.net' })).value).toBe(4);
    const either = { any: [{ did: { event: 'Order Completed' } }, { did: { event: 'Signed Up' } }] };
    expect((await asked({ conversion: { rule: either } })).conversions).toBe(2);
    const refused = async (body: object) => {
      const { status, body: answer } = await ask(body);
      return [status, answer.error.code];
    };
    const often = { did: { event: 'Order Completed', atLeast: 2 } };
    expect(await refused({ conversion: { rule: often } })).toEqual([400, 'conversion.act']);
    expect(await refused({ conversion: { rule: { quiet: { for: 'P30D' } } } })).toEqual([400, 'conversion.act']);
    expect(await refused({ lookback: 'P1M' })).toEqual([400, 'duration.invalid']);
    expect(await refused({ models: ['guess'] })).toEqual([400, 'invalid_request']);
    expect(await refused({ position: { first: 0.8, last: 0.4 } })).toEqual([400, 'invalid_request']);
    expect(await refused({ segment: 'nobody' })).toEqual([404, 'segment.unknown']);
  });

  it('nobody, no conversion, all conversion, one customer: figures that are figures', async () => {
    const none = (await (await told({}))({ models: ['first', 'markov2'] })).body;
    expect(none).toMatchObject({ journeys: 0, conversions: 0, rows: [], enough: 30 });
    const lost = (
      await (
        await told({ one: [page(0)], two: [page(0, { search: '?gclid=1' })] })
      )({ models: ['last', 'markov1'] })
    ).body;
    expect([lost.journeys, lost.conversions]).toEqual([2, 0]);
    for (const row of lost.rows)
      expect(row).toMatchObject({
        credits: { last: { conversions: 0 }, markov1: { conversions: 0 } },
        removal: { markov1: 0 },
      });
    const all = (await (await told({ one: [page(0), order(1)] }))({ models: ['markov3'] })).body;
    expect(all.rows).toEqual([
      { name: 'direct', touches: 1, credits: { markov3: { conversions: 1, value: 10 } }, removal: { markov3: 1 } },
    ]);
  });

  it('of very many campaigns those with most touches are told apart, all others together', async () => {
    const touch = (at: number, name: string): Act => page(at, { campaign: { name, source: 's', medium: 'email' } });
    const many = Array.from({ length: 1_000 }, (_, at) => touch(at * 31 * MINUTE, `c${at}`));
    const ask = await told({
      busy: [touch(-1, 'big'), ...many, touch(1_000 * 31 * MINUTE, 'big'), order(1_000 * 31 * MINUTE + 1)],
    });
    const { body } = await ask({ by: 'campaign', top: 1, models: ['linear', 'markov2', 'last'] });
    expect(body.names).toBe(1_001);
    expect(credits(body, 'last')).toEqual({ '': 0, big: 1 });
    expect(body.rows.reduce((sum: number, { touches }: Row) => sum + touches, 0)).toBe(200);
  });

  it('shows nothing of another workspace', async () => {
    await told({ one: [page(0, { search: '?gclid=1' }), order(1)] });
    expect((await (await told({}))()).body.journeys).toBe(0);
  });
});
