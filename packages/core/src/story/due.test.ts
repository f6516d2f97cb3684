import { describe, expect, it } from 'vitest';
import { lastDaily, lastWeekly, nextWeekly } from './due.js';

const ms = (text: string) => Date.parse(text);
const PARIS = 'Europe/Paris';

describe('[MAIL-1] when an e-mail is due', () => {
  it('keeps the hour on the wall, across both changes of the clocks', () => {
    const monday = { weekday: 1, hour: 8 };
    expect(lastWeekly(ms('2026-03-28T12:00:00Z'), PARIS, monday)).toEqual({
      at: ms('2026-03-23T07:00:00Z'),
      day: '2026-03-23',
    });
    expect(lastWeekly(ms('2026-03-30T06:00:00Z'), PARIS, monday)).toEqual({
      at: ms('2026-03-30T06:00:00Z'),
      day: '2026-03-30',
    });
    expect(lastWeekly(ms('2026-03-30T05:59:59.999Z'), PARIS, monday).day).toBe('2026-03-23');
    expect(nextWeekly(ms('2026-10-20T00:00:00Z'), PARIS, monday)).toEqual({
      at: ms('2026-10-26T07:00:00Z'),
      day: '2026-10-26',
    });
  });

  it('an hour the clocks leave out is an hour later, one they have twice is the first: once either way', () => {
    const sunday = { weekday: 7, hour: 2 };
    expect(lastWeekly(ms('2026-03-29T12:00:00Z'), PARIS, sunday)).toEqual({
      at: ms('2026-03-29T01:00:00Z'),
      day: '2026-03-29',
    });
    const twice = [ms('2026-10-25T00:30:00Z'), ms('2026-10-25T01:30:00Z')].map((now) => lastWeekly(now, PARIS, sunday));
    expect(twice).toEqual([0, 0].map(() => ({ at: ms('2026-10-25T00:00:00Z'), day: '2026-10-25' })));
  });

  it('each day once, newest first', () => {
    const days = lastDaily(ms('2026-10-27T10:00:00Z'), PARIS, 8, 4).map(({ day }) => day);
    expect(days).toEqual(['2026-10-27', '2026-10-26', '2026-10-25', '2026-10-24']);
  });
});
