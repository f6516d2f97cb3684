import { expect, test } from 'vitest';
import type { JourneyMap, MapFlow, MapStage } from '../api/types.js';
import { drawJourney, FUNNEL } from './drawJourney.js';

const stage = (id: string, customers: number): MapStage => ({
  id,
  customers,
  entered: 0,
  forward: 0,
  back: 0,
  fellIn: 0,
  velocity: 0,
  directions: { advancing: 0, steady: 0, receding: 0 },
  medianDays: null,
  stalled: null,
  stuck: 0,
  touchpoints: [],
});
const flow = (from: string | null, to: string, kind: MapFlow['kind'], movements: number): MapFlow => ({
  from,
  to,
  kind,
  movements,
  customers: movements,
});
const map = (stages: MapStage[], flows: MapFlow[]): JourneyMap => ({ stages, flows }) as unknown as JourneyMap;
const four = [stage('a', 40), stage('b', 30), stage('c', 20), stage('d', 10)];

test('[000.1] the funnel narrows: each stage is as high as those who reached it', () => {
  const { stages } = drawJourney(map(four, []), 1000);
  expect(stages.map(({ reached }) => Math.round((reached / FUNNEL) * 100))).toEqual([100, 60, 30, 10]);
  expect(stages.map(({ beyond }) => beyond)).toEqual([0.6, 0.5, 1 / 3, null]);
});

test('an empty journey is drawn without a number that is not one', () => {
  const { stages, flows } = drawJourney(map([stage('a', 0), stage('b', 0)], [flow(null, 'a', 'enter', 0)]), 800);
  expect(flows).toEqual([]);
  expect(JSON.stringify(stages)).not.toMatch(/null,"top"|NaN/);
});

test('falls and lapses between the same two stages are one arrow, named after the busier', () => {
  const { flows } = drawJourney(map(four, [flow('b', 'a', 'regress', 2), flow('b', 'a', 'lapse', 5)]), 1000);
  expect(flows).toMatchObject([{ kind: 'lapse', movements: 7, back: true }]);
});

test('every step to a neighbour is drawn, and the three busiest jumps each way', () => {
  const steps = [flow('a', 'b', 'advance', 1), flow('b', 'c', 'advance', 1), flow('c', 'd', 'advance', 1)];
  const jumps = [
    flow('a', 'c', 'skip', 4),
    flow('a', 'd', 'skip', 3),
    flow('b', 'd', 'skip', 2),
    flow('d', 'b', 'cycle', 1),
  ];
  const { flows } = drawJourney(map(four, [...steps, ...jumps]), 1000);
  expect(flows).toHaveLength(6);
  expect(flows.map(({ kind }) => kind)).not.toContain('cycle');
});

test('arrows that overlap keep apart, and stay within the drawing', () => {
  const jumps = [
    flow('a', 'c', 'skip', 4),
    flow('a', 'd', 'skip', 3),
    flow('b', 'd', 'skip', 2),
    flow('d', 'a', 'lapse', 1),
  ];
  const { flows, height } = drawJourney(map(four, [flow('a', 'b', 'advance', 9), ...jumps]), 1000);
  const labels = flows.map(({ label }) => label);
  for (const [index, { x, y }] of labels.entries()) {
    for (const other of labels.slice(index + 1)) {
      expect(Math.abs(y - other.y) > 12 || Math.abs(x - other.x) > 40).toBe(true);
    }
  }
  for (const { label } of flows) expect(label.y).toBeGreaterThan(8);
  for (const { label } of flows) expect(label.y).toBeLessThan(height - 8);
});

test('a passage to a stage the model no longer has is left out', () => {
  expect(drawJourney(map(four, [flow('a', 'gone', 'advance', 3)]), 1000).flows).toEqual([]);
});
