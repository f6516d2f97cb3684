import { describe, expect, it } from 'vitest';
import { compareDrivers, type Driver, type DriversTask } from './drivers.js';

/** Lehmer's generator (Park & Miller 1988). */
const chances = (seed: number) => {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
};
const digits = (text: string): number[] => Array.from(text, Number);
const placesOf = (has: readonly boolean[]): number[] => has.flatMap((one, at) => (one ? [at] : []));

/** People whose activity brings both the outcome and the first variable; the second brings the outcome by itself. */
const drawn = (seed: number, people: number): DriversTask => {
  const chance = chances(seed);
  const activity = Array.from({ length: people }, () => Math.floor(chance() * 20));
  const met = activity.map((count) => chance() < 0.1 + count / 25);
  const has = activity.map(() => chance() < 0.4);
  const happened = activity.map((count, at) => Number(chance() < 0.1 + count / 50 + (has[at] ? 0.2 : 0)));
  return {
    ...{ happened, activity },
    personas: activity.map(() => (chance() < 0.5 ? 'a' : 'b')),
    months: activity.map(() => Math.floor(chance() * 6)),
    variables: [met, has].map((one) => ({ people: placesOf(one) })),
  };
};

/** The drivers of a task that has enough of either outcome. */
const comparedOf = (task: DriversTask): Driver[] => (compareDrivers(task)?.drivers ?? []) as Driver[];

describe('drivers', () => {
  // infert of R's datasets, as in logistic.test.ts.
  const happened = digits(
    '11111111111111111111111111111111111111111111111111111111111111111111111111111111111000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
  );
  const induced = digits(
    '11221200001212122020020010001201101001000001010220111000100000001001011000000100200202021020001001100000000000001011000020110001012112111111211210000021010000200000020200000100000101111002000002100020002000000001211222010210111010102010100110000200',
  );
  const spontaneous = digits(
    '20001100100100101111102112222010020212012001002002221122021221120112200112211011011000101001101010020100000100021000000002000000001001110001000000010101000120000001100020201011102002010000120001100000000100000010000010111000000002000200002101110011',
  );

  it('equals R 4.2.2 on infert: glm(case ~ (induced > 0) + log1p(spontaneous), binomial), coef, vcov and the delta method', () => {
    const task = {
      ...{ happened, activity: spontaneous, personas: happened.map(() => ''), months: happened.map(() => 0) },
      variables: [{ people: placesOf(induced.map((times) => times > 0)) }],
    };
    const [driver] = comparedOf(task);
    expect(driver?.with).toEqual({ of: 105, events: 36 });
    expect(driver?.without).toEqual({ of: 143, events: 47 });
    const { difference, odds, p, q } = (driver as Driver).adjusted as NonNullable<Driver['adjusted']>;
    expect(difference.value).toBeCloseTo(0.11004955042, 8);
    expect(difference.high - difference.low).toBeCloseTo(2 * 1.959963984540054 * 0.0576970438482, 7);
    expect(odds.value).toBeCloseTo(1.788001413022, 7);
    expect(odds.low).toBeCloseTo(0.9677967573977, 6);
    expect(odds.high).toBeCloseTo(3.3033268902086, 6);
    expect(p).toBeCloseTo(0.0635324238362, 6);
    expect(q).toBe(p);
  });

  it('what only looks like an effect vanishes once activity is the same; what is one stays', () => {
    const [met, has] = comparedOf(drawn(3, 4000)) as [Driver, Driver];
    expect(met.plain.low).toBeGreaterThan(0.05);
    expect(met.adjusted?.difference.low).toBeLessThan(0);
    expect(met.adjusted?.difference.high).toBeGreaterThan(0);
    expect(has.adjusted?.difference.low).toBeGreaterThan(0.1);
    expect(has.adjusted?.difference.high).toBeGreaterThan(0.2);
    expect(has.adjusted?.difference.low).toBeLessThan(0.2);
    expect(has.adjusted?.odds.low).toBeGreaterThan(1);
    expect(has.adjusted?.q).toBeLessThan(0.001);
  });

  it('an interval of 95 % covers what is true about 95 times in 100', { timeout: 60_000 }, () => {
    const runs = 200;
    let [none, planted] = [0, 0];
    for (let run = 1; run <= runs; run++) {
      const [met, has] = comparedOf(drawn(run * 7919, 500)) as [Driver, Driver];
      const [first, second] = [met.adjusted?.difference, has.adjusted?.difference];
      if (first && first.low <= 0 && first.high >= 0) none++;
      if (second && second.low <= 0.2 && second.high >= 0.2) planted++;
    }
    // Three standard deviations of a share of 0.95 in 200.
    for (const covered of [none, planted]) {
      expect(covered / runs).toBeGreaterThan(0.904);
      expect(covered / runs).toBeLessThan(0.996);
    }
  });

  const task = drawn(5, 400);
  const everybody = task.happened.map((_, at) => at);
  it('a variable all have, or nobody, or fewer than ten, is not compared', () => {
    const found = compareDrivers({
      ...task,
      variables: [everybody, [], everybody.slice(0, 9), everybody.slice(9), everybody.slice(0, 10)].map((people) => ({
        people,
      })),
    });
    expect(found?.drivers.map((driver) => driver !== null)).toEqual([false, false, false, false, true]);
  });

  it('one that decides the outcome entirely has its shares, and no figure nobody could know', () => {
    const decides = everybody.filter((at) => task.happened[at] === 1).slice(0, 30);
    const [driver] = comparedOf({ ...task, variables: [{ people: decides }] }) as [Driver];
    expect(driver.with).toEqual({ of: 30, events: 30 });
    expect(driver.plain.low).toBeGreaterThan(0);
    expect(driver.adjusted).toBeNull();
  });

  it('confounders that say the same are held once, constant ones not at all', () => {
    const activity = task.personas.map((persona) => (persona === 'a' ? 4 : 9));
    const found = compareDrivers({ ...task, activity, months: activity.map(() => 24_312) });
    expect(found?.held).toEqual({ activity: 'each', persona: 'each', month: null });
    expect(found?.drivers[1]?.adjusted).not.toBeNull();
  });

  it('confounders that decide the outcome for some are taken together, or left out, and spoil nothing', () => {
    const months = task.happened.map((happened, at) => (happened && at % 3 === 0 ? 7 : 6));
    const apart = compareDrivers({ ...task, months });
    expect(apart?.held.month).toBe(null);
    expect(apart?.drivers[1]?.adjusted).not.toBeNull();
    const decided = compareDrivers({ ...task, activity: [...task.happened] });
    expect(decided?.held).toMatchObject({ activity: null, persona: 'each' });
    expect(decided?.drivers[1]?.adjusted).not.toBeNull();
  });

  it('holds as many confounders as there are outcomes for, and none for the variable itself', () => {
    const few = { ...task, happened: task.happened.map((_, at) => Number(at < 30)) };
    expect(compareDrivers(few)?.held).toEqual({ activity: 'each', persona: 'each', month: null });
    const people = placesOf(task.personas.map((persona) => persona === 'a'));
    const [own, other] =
      compareDrivers({ ...task, variables: [{ people, itself: 'persona' }, { people }] })?.drivers ?? [];
    expect(own?.adjusted).not.toBeNull();
    expect(other?.adjusted).toBeNull();
  });

  it.each([
    ['it happened to nobody', 0],
    ['it happened to 19', 19],
    ['it did not happen to 19', 381],
    ['it happened to all', 400],
  ])('nothing is told where %s', (_, events) => {
    expect(compareDrivers({ ...task, happened: task.happened.map((_one, at) => Number(at < events)) })).toBeNull();
  });

  it('one person, and nobody', () => {
    for (const happened of [[1], []])
      expect(compareDrivers({ happened, activity: [], personas: [], months: [], variables: [] })).toBeNull();
  });
});
