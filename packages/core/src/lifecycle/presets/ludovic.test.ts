import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileModels } from '../../definitions/compile.js';
import { acceptMessage } from '../../interaction/accept.js';
import { toFact } from '../../interaction/fact.js';
import type { Interaction } from '../../interaction/interaction.js';
import { EVENT_LABELS } from '../../interaction/labels.js';
import { foldHistory } from '../../position/customer.js';
import { TOUCHPOINT_PRESETS, touchpointClassifier } from '../../touchpoints/index.js';
import { PRESETS } from './index.js';

const FILE = new URL('../../../../../examples/demonstration/ludovic.ndjson', import.meta.url);
const END = Date.UTC(2018, 0, 1);

const read = (): Interaction[] =>
  readFileSync(FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const accepted = acceptMessage(JSON.parse(line), { receivedAt: END, newId: () => 'none' });
      if ('rejected' in accepted) throw accepted.rejected;
      return accepted.ok;
    });

const all = read();
const program = compileModels(PRESETS, 'Europe/Paris');
const movementsOf = (person: string) => {
  const facts = all.filter(({ messageId }) => messageId.startsWith(person)).map((one) => toFact(program.needs, one));
  return foldHistory(program, facts, END).movements;
};

describe('the worked example (003.8)', () => {
  it('has unique messages in order, each event with a label', () => {
    expect(new Set(all.map(({ messageId }) => messageId)).size).toBe(all.length);
    expect(all.map(({ time }) => time)).toEqual(all.map(({ time }) => time).sort((a, b) => a - b));
    expect(all.filter(({ event }) => !(event in EVENT_LABELS))).toEqual([]);
  });

  it('touches every kind of place but text messages, direct mail and marketplaces', () => {
    const classify = touchpointClassifier(TOUCHPOINT_PRESETS);
    const touched = new Set(all.map((one) => classify(one).touchpoint));
    for (const place of [
      'advert',
      'social',
      'blog',
      'forum',
      'comparison-site',
      'email',
      'site',
      'app',
      'shop',
    ] as const) {
      expect(touched).toContain(place);
    }
    for (const place of ['call-centre', 'after-sales', 'survey', 'loyalty-programme', 'word-of-mouth'] as const) {
      expect(touched).toContain(place);
    }
  });

  it.each(PRESETS.map(({ id }) => id))('leads through every stage of %s', (id) => {
    const stages = PRESETS.find((model) => model.id === id)?.stages ?? [];
    const visited = new Set(
      movementsOf('ludovic')
        .filter((movement) => movement.model === id)
        .map(({ to }) => to),
    );
    expect([...visited].sort()).toEqual(stages.map((stage) => stage.id).sort());
  });

  it('weakens with the stiff soles and recovers with the free exchange', () => {
    const kinds = movementsOf('ludovic')
      .filter(({ model }) => model === 'journey')
      .map(({ kind, to, cause }) => [kind, to, cause.by === 'interaction' ? cause.event : 'time']);
    expect(kinds).toEqual([
      ['enter', 'awareness', 'Promotion Viewed'],
      ['advance', 'consideration', 'Product List Filtered'],
      ['advance', 'purchase', 'Order Completed'],
      ['regress', 'consideration', 'Product Returned'],
      ['return', 'purchase', 'Order Exchanged'],
      ['advance', 'loyalty', 'Loyalty Program Joined'],
      ['advance', 'recommendation', 'Product Reviewed'],
    ]);
  });

  it('brings a friend who buys', () => {
    expect(movementsOf('ami-camille').some(({ model, to }) => model === 'aidar' && to === 'customer')).toBe(true);
  });
});
