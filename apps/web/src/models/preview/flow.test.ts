import { describe, expect, it } from 'vitest';
import { drawFlow, NODE } from './drawFlow.js';
import { flowOf } from './flow.js';

const staged = (...ids: string[]) => ({ stages: ids.map((id) => ({ id })) });
type Bands = readonly (readonly [from: string | null, to: string | null, customers: number])[];
const seen = (bands: Bands) => {
  const counts = (side: 0 | 1) =>
    [...new Set(bands.map((band) => band[side]))].map((stage) => ({
      stage,
      customers: bands.filter((band) => band[side] === stage).reduce((sum, band) => sum + band[2], 0),
    }));
  const customers = bands.reduce((sum, band) => sum + band[2], 0);
  return {
    customers,
    sampled: customers,
    today: counts(0),
    draft: counts(1),
    bands: bands.map(([from, to, count]) => ({ from, to, customers: count, examples: [] })),
  };
};

const BANDS: Bands = [
  ['a', 'a', 500],
  [null, null, 300],
  ['a', 'b', 90],
  ['b', 'a', 40],
  [null, 'a', 10],
  ['b', null, 5],
];

describe('who goes from where to where', () => {
  it('counts those who stay, those further, and those further back', () => {
    const flow = flowOf(seen(BANDS), staged('a', 'b'), staged('a', 'b'));
    expect(flow).toMatchObject({ moving: 145, further: 100, back: 45, sampled: 945 });
    expect(flow.bands.map(({ sense, customers }) => [sense, customers])).toEqual([
      ['further', 90],
      ['back', 40],
      ['further', 10],
      ['back', 5],
      ['stays', 500],
      ['stays', 300],
    ]);
    expect(flow.today.map(({ stage, customers }) => [stage, customers])).toEqual([
      [null, 310],
      ['a', 590],
      ['b', 45],
    ]);
  });

  it('keeps a stage nobody stands at, and leaves out what is off the journey where nobody is', () => {
    const flow = flowOf(seen([['a', 'b', 3]]), staged('a', 'b', 'c'), staged('a', 'b', 'c'));
    expect(flow.today.map(({ stage }) => stage)).toEqual(['a', 'b', 'c']);
    expect(flow.draft.map(({ customers }) => customers)).toEqual([0, 3, 0]);
  });

  it('knows the way from a stage that the draft drops, to one that it adds, and across stages it reorders', () => {
    const sense = (from: string, to: string, before: string[], after: string[]) =>
      flowOf(seen([[from, to, 1]]), staged(...before), staged(...after)).bands[0]?.sense;
    expect(sense('b', 'a', ['a', 'b', 'c'], ['a', 'c'])).toBe('back');
    expect(sense('b', 'c', ['a', 'b', 'c'], ['a', 'c'])).toBe('further');
    expect(sense('b', 'new', ['a', 'b', 'c'], ['a', 'new', 'c'])).toBe('further');
    expect(sense('a', 'b', ['a', 'b'], ['b', 'a'])).toBe('back');
    expect(sense('b', 'b', ['a', 'b'], ['b', 'a'])).toBe('stays');
  });

  it('shows a new model from all customers together', () => {
    const flow = flowOf(seen([[null, 'a', 4]]), null, staged('a', 'b'));
    expect(flow.today).toEqual([{ stage: null, index: -1, count: 0, customers: 4 }]);
    expect(flow).toMatchObject({ moving: 4, further: 4 });
  });
});

describe('the drawing of a flow', () => {
  const flow = flowOf(seen(BANDS), staged('a', 'b'), staged('a', 'b'));

  it('makes bands as wide as people, and a place as high as its bands', () => {
    const { bands, places } = drawFlow(flow, 900);
    const thickness = (customers: number) => bands.find((band) => band.customers === customers)?.thickness ?? 0;
    expect(thickness(500) / thickness(300)).toBeCloseTo(500 / 300);
    for (const place of places) {
      const side = place.side === 'today' ? 'from' : 'to';
      const own = bands.filter((band) => band[side] === place.stage);
      expect(place.height).toBeCloseTo(own.reduce((sum, band) => sum + band.thickness, 0));
    }
  });

  it('never draws a band too thin to be seen, nor places over each other, nor beyond its width', () => {
    const rare = flowOf(seen([...BANDS, ['a', null, 1], [null, 'b', 1_000_000]]), staged('a', 'b'), staged('a', 'b'));
    for (const width of [328, 900]) {
      const { bands, places, height } = drawFlow(rare, width);
      expect(Math.min(...bands.map(({ thickness }) => thickness))).toBeGreaterThanOrEqual(2);
      for (const side of ['today', 'draft'] as const) {
        const own = places.filter((place) => place.side === side);
        for (const [index, place] of own.entries()) {
          const next = own[index + 1];
          if (next) expect(next.y).toBeGreaterThan(place.y + place.height);
          expect(place.x).toBeGreaterThanOrEqual(0);
          expect(place.x + NODE).toBeLessThanOrEqual(width);
          expect(place.y + place.height).toBeLessThanOrEqual(height);
        }
      }
    }
  });

  it('draws those who stay below those who move', () => {
    const senses = drawFlow(flow, 900).bands.map(({ sense }) => sense);
    expect(senses.lastIndexOf('stays')).toBeLessThan(senses.findIndex((sense) => sense !== 'stays'));
  });

  it('stacks bands of one place without a gap, in the order of the other side', () => {
    const { bands, places } = drawFlow(flow, 900);
    const first = places.find((place) => place.side === 'draft' && place.stage === 'a');
    const start = (from: string | null) => {
      const band = bands.find((one) => one.from === from && one.to === 'a');
      return { from: Number(/C[\d.]+ [\d.]+ [\d.]+ [\d.]+ [\d.]+ ([\d.]+)/.exec(band?.path ?? '')?.[1]), band };
    };
    expect(start(null).from).toBeCloseTo(first?.y ?? -1, 0);
    expect(start('a').from).toBeCloseTo((first?.y ?? -1) + (start(null).band?.thickness ?? 0), 0);
  });
});
