import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileId } from '../testing/people.js';
import { DAY, NOW, type ReadServer, readServer } from '../testing/readServer.js';

const PERIOD = { from: '2025-01-01', to: '2026-06-15T12:00:00Z' };
const START = { event: 'Subscription Started' };
const END = { event: 'Subscription Cancelled' };

describe('how long contracts last', () => {
  let server: ReadServer;
  let rows: Record<string, unknown>[] = [];
  const happened = (who: string, event: string, daysAgo: number, properties: object = {}, workspace = 'main') => {
    rows.push({
      ...{ workspace_id: workspace, profile_id: profileId(workspace, 'user', who), time: NOW - daysAgo * DAY, rank: 5 },
      ...{ message_id: `${workspace} ${rows.length}`, event, user_id: who, anonymous_id: '', group_id: '' },
      ...{ properties: JSON.stringify(properties), context: '{}', outbound: false, imported: false, log_id: 1 },
    });
  };
  const ask = async (body: object, key = server.keys.main) => {
    const headers = { authorization: `Bearer ${key}` };
    const answer = await server.http.inject({ method: 'POST', url: '/api/value/churn', headers, payload: body });
    return { status: answer.statusCode, body: answer.json() };
  };

  beforeAll(async () => {
    server = await readServer();
    // The 6-MP arm of Freireich et al., 1963, whose curve R's survfit gives (kaplanMeier.test.ts), begun as long ago as they were seen.
    const times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
    const status = [1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0];
    for (const [at, time] of times.entries()) {
      const began = status[at] ? 100 : time;
      happened(`p${at}`, START.event, began, { plan: 'year' });
      // begun again while it goes on, and something else in between: neither counts
      if (time > 7) happened(`p${at}`, START.event, began - 3, { plan: 'year' });
      happened(`p${at}`, 'Page Viewed', began - 1);
      if (status[at]) {
        happened(`p${at}`, END.event, began - time);
        happened(`p${at}`, END.event, began - time - 1);
      }
    }
    // ended before it ever began
    happened('never', END.event, 50);
    for (let at = 0; at < 25; at++) happened(`else ${at}`, START.event, 40, {}, 'other');
    await server.warehouse.insert('interactions', rows, 'churn');
    rows = [];
  });
  afterAll(() => server?.stop());

  it('[VALUE-6] equals the curve of R, whatever happens besides', async () => {
    const { status, body } = await ask({ period: PERIOD, start: START, end: END });
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({ contracts: 21, ended: 9, median: 23 });
    const survival = (days: number) => body.curve.find((step: { days: number }) => step.days === days)?.survival;
    for (const [days, share] of [
      [6, 0.857142857143],
      [10, 0.752941176471],
      [23, 0.448179271709],
    ] as const)
      expect(survival(days)).toBeCloseTo(share, 10);
    expect(body.lost).toEqual([
      { days: 30, share: expect.closeTo(1 - 0.448179271709, 10) },
      { days: 90, share: null },
      { days: 365, share: null },
    ]);
  });

  it('[VALUE-6] only contracts whose beginning holds to conditions', async () => {
    const { body } = await ask({
      period: PERIOD,
      start: { ...START, where: [{ property: 'plan', equals: 'month' }] },
      end: END,
    });
    expect(body.error).toMatchObject({ code: 'data.tooLittle', details: { needed: 20, found: 0 } });
  });

  it('[VALUE-6] nobody has left yet: the curve stays whole, and another workspace sees its own', async () => {
    const { body } = await ask({ period: PERIOD, start: START, end: END }, server.keys.other);
    expect(body).toMatchObject({ contracts: 25, ended: 0, median: null });
    expect(body.curve).toEqual([{ days: 40, survival: 1, low: null, high: null, atRisk: 25 }]);
  });

  it.each([
    [{ period: PERIOD, start: START }, 400, 'invalid_request'],
    [{ period: { from: '2026-02-01', to: '2026-01-01' }, start: START, end: END }, 400, 'period.invalid'],
    [{ period: PERIOD, segment: 'none', start: START, end: END }, 404, 'segment.unknown'],
  ])('refuses %o with words', async (body, status, code) => {
    const answer = await ask(body);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });
});
