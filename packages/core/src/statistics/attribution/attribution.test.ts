import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTION_MODELS, type AttributionModel, attributing } from './attribution.js';
import type { Journey } from './journey.js';
import { sharesOf } from './share.js';

const folder = fileURLToPath(new URL('../../../../../../shared/data/attribution/', import.meta.url));
const here = existsSync(folder);
if (!here) console.warn('../shared/data/attribution is absent: attribution is not compared with its figures');

const journey = (path: string, conversions: number, nulls: number, value = conversions): Journey => ({
  touches: path.split(' '),
  conversions,
  nulls,
  value,
});
const attribute = (journeys: readonly Journey[], models: readonly AttributionModel[] = ATTRIBUTION_MODELS) => {
  const made = attributing(models);
  for (const one of journeys) made.add(one);
  return made.end();
};

describe.skipIf(!here)('attribution of PathData (../shared/data/attribution)', () => {
  const journeys = (): Journey[] =>
    readFileSync(`${folder}PathData.csv`, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => {
        const [path = '', conversions, value, nulls] = line.replaceAll('"', '').split(';');
        const counts = { conversions: Number(conversions), value: Number(value), nulls: Number(nulls) };
        return { touches: path.split(' > '), ...counts };
      });
  const expected = () => JSON.parse(readFileSync(`${folder}expected.json`, 'utf8'));

  it('the Markov chain of order 1 gives the exact figures, with the journeys that did not convert and without', () => {
    for (const [name, keep] of [
      ['order1_nullTrue', 1],
      ['order1_nullFalse', 0],
    ] as const) {
      const figures = expected().exact_markov_order1[name];
      const told = attribute(
        journeys().map((one) => ({ ...one, nulls: one.nulls * keep })),
        ['markov1'],
      ).markov.get('markov1');
      expect(Math.abs((told?.rate ?? 0) - figures.p_conv)).toBeLessThan(1e-6);
      expect(told?.channels.map(({ channel }) => channel)).toEqual(Object.keys(figures.removal_effects).sort());
      for (const { channel, removal, conversions } of told?.channels ?? []) {
        expect(Math.abs(removal - figures.removal_effects[channel])).toBeLessThan(1e-6);
        expect(Math.abs(conversions - figures.attributed_conversions[channel])).toBeLessThan(1e-6);
      }
    }
  });

  it('first, last and linear touch give the figures of ChannelAttribution', () => {
    const { shared } = attribute(journeys(), ['first', 'last', 'linear']);
    const figures = expected()['heuristic_by_ChannelAttribution_R_2.0.7'];
    expect(figures.length).toBe(12);
    for (const figure of figures)
      for (const model of ['first', 'last', 'linear'] as const) {
        const credit = shared.get(model)?.get(figure.channel_name);
        expect(credit?.conversions).toBeCloseTo(figure[`${model}_touch_conversions`], 6);
        expect(credit?.value).toBeCloseTo(figure[`${model}_touch_value`], 6);
      }
  });

  it('higher orders share out every conversion and all value', () => {
    const { markov, conversions, value } = attribute(journeys(), ['markov2', 'markov3']);
    for (const { channels } of markov.values()) {
      expect(channels.reduce((sum, one) => sum + one.conversions, 0)).toBeCloseTo(conversions, 6);
      expect(channels.reduce((sum, one) => sum + one.value, 0)).toBeCloseTo(value, 5);
    }
  });
});

const HALF_WEEK = 3.5 * 86_400_000;

describe('shares of a conversion', () => {
  it('time decay halves with each half-life, and does not vanish for what is very old', () => {
    const touches = ['a', 'b', 'c'];
    const told = (...ages: number[]) => sharesOf('timeDecay', { touches, ages, conversions: 1, value: 0, nulls: 0 });
    expect(told(HALF_WEEK * 4, HALF_WEEK * 2, 0)).toEqual([1 / 7, 2 / 7, 4 / 7]);
    expect(told(1e15, 1e15, 1e15)).toEqual([1 / 3, 1 / 3, 1 / 3]);
  });

  it('position: the ends have 40 % each; two share alike, one has all', () => {
    const told = (path: string) => sharesOf('position', journey(path, 1, 0));
    expect(told('a')).toEqual([1]);
    expect(told('a b')).toEqual([0.5, 0.5]);
    expect(told('a b c d').map((share) => share.toFixed(3))).toEqual(['0.400', '0.100', '0.100', '0.400']);
    expect(sharesOf('position', journey('a b', 1, 0), { halfLife: 1, ends: [0, 0] })).toEqual([0.5, 0.5]);
  });
});

/** The chance of converting by summing over ever longer journeys: slow and obvious. */
const slowRate = (journeys: readonly Journey[], order: number, without: string | null): number => {
  const counts = new Map<string, Map<string, number>>();
  for (const { touches, conversions, nulls } of journeys) {
    let state: string[] = [];
    const count = (to: string, times: number) => {
      const row = counts.get(JSON.stringify(state)) ?? new Map<string, number>();
      counts.set(JSON.stringify(state), row.set(to, (row.get(to) ?? 0) + times));
    };
    for (const touch of touches) {
      count(`>${touch}`, conversions + nulls);
      state = [...state, touch].slice(-order);
    }
    count('converted', conversions);
    count('lost', nulls);
  }
  let mass = new Map([['[]', 1]]);
  let converted = 0;
  for (let step = 0; step < 3_000 && mass.size > 0; step++) {
    const next = new Map<string, number>();
    for (const [state, chance] of mass) {
      const row = counts.get(state) ?? new Map<string, number>();
      const all = [...row.values()].reduce((sum, times) => sum + times, 0);
      for (const [to, times] of row) {
        if (to === 'converted') converted += (chance * times) / all;
        if (!to.startsWith('>') || to === `>${without}`) continue;
        const key = JSON.stringify([...(JSON.parse(state) as string[]), to.slice(1)].slice(-order));
        next.set(key, (next.get(key) ?? 0) + (chance * times) / all);
      }
    }
    mass = new Map([...next].filter(([, chance]) => chance > 1e-15));
  }
  return converted;
};

describe('Markov attribution', () => {
  const journeys = fc.array(
    fc.record({
      touches: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }),
      conversions: fc.nat(3),
      nulls: fc.nat(3),
      value: fc.nat(9),
    }),
    { minLength: 1, maxLength: 6 },
  );

  it('[ORIGIN-5] of orders 1 to 3 agrees with summing over ever longer journeys', () => {
    fc.assert(
      fc.property(journeys, fc.constantFrom(1, 2, 3), (all, order) => {
        const told = attribute(
          all.map((one) => (one.conversions === 0 ? { ...one, value: 0 } : one)),
          [`markov${order}` as AttributionModel],
        ).markov.get(`markov${order}` as AttributionModel);
        const seen = all.filter(({ conversions, nulls }) => conversions + nulls > 0);
        const rate = slowRate(seen, order, null);
        expect(told?.rate).toBeCloseTo(rate, 9);
        for (const { channel, removal } of told?.channels ?? [])
          expect(removal).toBeCloseTo(rate === 0 ? 0 : 1 - slowRate(seen, order, channel) / rate, 9);
      }),
      { numRuns: 200 },
    );
  });

  it('an order beyond the longest journey reads whole journeys: the rate is that of the data', () => {
    const { markov } = attribute([journey('a b', 3, 1), journey('b', 0, 4), journey('b a b', 1, 1)], ['markov3']);
    expect(markov.get('markov3')?.rate).toBeCloseTo(4 / 10, 12);
  });

  it('no conversion, and journeys that come back to where they were: still nothing', () => {
    const told = attribute([journey('a b a', 0, 1)]).markov.get('markov1');
    expect([told?.rate, told?.channels.map(({ removal }) => removal)]).toEqual([0, [0, 0]]);
  });

  it('no conversion: nothing to share out, and no figure that is none', () => {
    const { markov, shared, conversions } = attribute([journey('a b', 0, 5), journey('b', 0, 1)]);
    expect(conversions).toBe(0);
    for (const { rate, channels } of markov.values()) {
      expect(rate).toBe(0);
      expect(channels.map((one) => [one.conversions, one.value, one.removal])).toEqual([
        [0, 0, 0],
        [0, 0, 0],
      ]);
    }
    expect([...shared.values()].every((credits) => credits.size === 0)).toBe(true);
  });

  it('all convert: a channel every journey goes through takes all with it, one nobody needs its own', () => {
    const { markov } = attribute([journey('a', 2, 0), journey('a b', 2, 0)], ['markov1']);
    const told = new Map(markov.get('markov1')?.channels.map((one) => [one.channel, one]));
    expect(markov.get('markov1')?.rate).toBeCloseTo(1, 12);
    expect(told.get('a')?.removal).toBeCloseTo(1, 12);
    expect(told.get('b')?.removal).toBeCloseTo(0.5, 12);
    expect(told.get('a')?.conversions).toBeCloseTo((4 * 1) / 1.5, 12);
  });

  it('one customer, nobody, and journeys without a touch', () => {
    expect(attribute([journey('a', 1, 0, 7)]).markov.get('markov2')?.channels).toEqual([
      { channel: 'a', removal: 1, conversions: 1, value: 7 },
    ]);
    expect(attribute([]).markov.get('markov1')).toEqual({ rate: 0, channels: [] });
    const none = attribute([{ touches: [], conversions: 3, nulls: 0, value: 9 }]);
    expect([none.conversions, none.markov.get('markov1')?.channels]).toEqual([0, []]);
  });

  it('a journey that goes round and round for long is still solved exactly', () => {
    const round = Array.from({ length: 500 }, (_, at) => (at % 2 ? 'b' : 'a')).join(' ');
    const { markov } = attribute([journey(round, 1, 1)], ['markov1', 'markov2']);
    expect(markov.get('markov1')?.rate).toBeCloseTo(0.5, 9);
    expect(markov.get('markov1')?.channels.map(({ removal }) => removal)).toEqual([1, 1]);
  });
});
