import { describe, expect, it } from 'vitest';
import { describeModel } from '../../rule/describe/describeStage.js';
import { ACTIONS, modelSchema } from '../schema.js';
import { validateModel } from '../validate.js';
import { aidar } from './aidar.js';
import { dynamics } from './dynamics.js';
import { ecommerce } from './ecommerce.js';
import { PRESETS } from './index.js';
import { journey } from './journey.js';
import { relationship } from './relationship.js';
import { storyOf } from './stand.testing.js';

for (const model of PRESETS) {
  describe(`preset ${model.id}`, () => {
    it('has the shape of a model and nothing wrong with it', () => {
      expect(modelSchema.parse(model)).toEqual(model);
      expect(validateModel(model)).toEqual([]);
    });

    it('says something different in each language, with typographic apostrophes', () => {
      for (const { name, objective } of model.stages) {
        expect(objective.en).not.toBe(objective.fr);
        expect(`${name.fr}${objective.fr}${objective.en}${model.description.fr}`).not.toContain("'");
      }
    });

    it('has a phrase for every event it reads', () => {
      for (const { enter, leave } of describeModel(model)) {
        const said = [enter, ...leave.map(({ when }) => when)];
        expect(said.map(({ en }) => en).join()).not.toContain('did “');
        expect(said.map(({ fr }) => fr).join()).not.toContain('a fait «');
      }
    });

    it('places whoever visits, is imported, or buys unseen', () => {
      for (const event of ['Page Viewed', 'Identified', 'Order Completed', 'Campaign Received']) {
        expect(storyOf(model, 1, [[0, event]])).toHaveLength(1);
      }
    });

    it('[STAGE-3] never moves anybody twice for one message', () => {
      const quietYear = storyOf(model, 700, [
        [0, 'Page Viewed'],
        [1, 'Order Completed', { total: 10 }],
        [2, 'Product Returned'],
      ]);
      expect(quietYear.filter((movement) => !/lapse|regress|enter|advance|skip/.test(movement))).toEqual([]);
    });
  });
}

describe('PRESETS', () => {
  it('are the five of the mission', () => {
    expect(PRESETS.map(({ id }) => id)).toEqual(['aidar', 'ecommerce', 'dynamics', 'journey', 'relationship']);
  });
});

describe('aidar', () => {
  it('has one stage per kind of action (000.3)', () => {
    expect(aidar.stages.map(({ action }) => action)).toEqual(ACTIONS);
  });

  it('leads a target to ambassador', () => {
    const story = storyOf(aidar, 100, [
      [0, 'Campaign Received'],
      [2, 'Page Viewed'],
      [5, 'Product Added'],
      [6, 'Order Completed'],
      [30, 'Product Reviewed', { rating: 5 }],
    ]);
    expect(story).toEqual([
      '0 enter target',
      '2 advance visitor',
      '5 advance prospect',
      '6 advance customer',
      '30 advance ambassador',
    ]);
  });

  it('lets a silent customer slip back stage by stage, and return', () => {
    const story = storyOf(aidar, 300, [
      [0, 'Order Completed'],
      [250, 'Order Completed'],
    ]);
    expect(story).toEqual([
      '0 skip customer',
      '90 lapse prospect',
      '135 lapse visitor',
      '195 lapse target',
      '250 return customer',
    ]);
  });

  it('[STAGE-5] a campaign does not break a customer’s silence', () => {
    const story = storyOf(aidar, 100, [
      [0, 'Order Completed'],
      [80, 'Campaign Received'],
    ]);
    expect(story).toEqual(['0 skip customer', '90 lapse prospect']);
  });

  it('takes back who undid their only purchase, not who returns one of several', () => {
    expect(
      storyOf(aidar, 10, [
        [0, 'Order Completed'],
        [3, 'Order Refunded'],
      ]),
    ).toEqual(['0 skip customer', '3 regress prospect']);
    const several = storyOf(aidar, 10, [
      [0, 'Order Completed'],
      [1, 'Order Completed'],
      [3, 'Order Refunded'],
    ]);
    expect(several).toEqual(['0 skip customer']);
  });

  it('does not hold an old departure from the mailing list against a later prospect', () => {
    const story = storyOf(aidar, 20, [
      [0, 'Page Viewed'],
      [1, 'Unsubscribed'],
      [10, 'Product Added'],
      [11, 'Page Viewed'],
    ]);
    expect(story).toEqual(['0 skip visitor', '10 advance prospect']);
  });

  it('does not call a sharer before the purchase an ambassador', () => {
    expect(
      storyOf(aidar, 5, [
        [0, 'Page Viewed'],
        [1, 'Product Shared'],
      ]),
    ).toEqual(['0 skip visitor']);
  });

  it('takes an ambassador at their word when the last review is bad', () => {
    const story = storyOf(aidar, 20, [
      [0, 'Order Completed'],
      [5, 'Product Reviewed', { rating: 4 }],
      [9, 'Product Reviewed', { rating: 1 }],
      [12, 'Referral Sent'],
    ]);
    expect(story).toEqual(['0 skip customer', '5 advance ambassador', '9 regress customer', '12 return ambassador']);
  });
});

describe('ecommerce', () => {
  it('turns: an advocate who buys again is retained anew (001.7)', () => {
    const story = storyOf(ecommerce, 80, [
      [0, 'Page Viewed'],
      [1, 'Signed Up'],
      [2, 'Order Completed'],
      [20, 'Order Completed'],
      [30, 'Product Reviewed', { rating: 5 }],
      [60, 'Order Completed'],
      [70, 'Referral Sent'],
    ]);
    expect(story).toEqual([
      '0 enter reach',
      '1 advance acquire',
      '2 advance develop',
      '20 advance retain',
      '30 advance advocate',
      '60 cycle retain',
      '70 advance advocate',
    ]);
  });
});

describe('dynamics', () => {
  it('goes through its four beats, and again after every sale (002.1)', () => {
    const story = storyOf(dynamics, 60, [
      [0, 'Page Viewed'],
      [1, 'Products Searched'],
      [2, 'Product List Filtered'],
      [3, 'Coupon Applied'],
      [4, 'Order Completed'],
      [5, 'Order Completed'],
      [30, 'Campaign Received'],
      [31, 'Order Completed'],
    ]);
    expect(story).toEqual([
      '0 enter attention',
      '1 advance dialogue',
      '2 advance understand',
      '3 advance motivate',
      '4 advance conclude',
      '30 cycle dialogue',
      '31 skip conclude',
    ]);
  });

  it('[STAGE-3] needs new beats after a cycle', () => {
    const story = storyOf(dynamics, 40, [
      [0, 'Product Added'],
      [1, 'Order Completed'],
      [20, 'Product Viewed'],
      [21, 'Page Viewed'],
      [22, 'Product Viewed'],
    ]);
    expect(story).toEqual(['0 skip motivate', '1 advance conclude', '20 cycle dialogue']);
  });
});

describe('journey', () => {
  it('weakens with a return and recovers with the exchange', () => {
    const story = storyOf(journey, 60, [
      [0, 'Page Viewed'],
      [1, 'Product Added'],
      [2, 'Order Completed'],
      [10, 'Product Returned'],
      [12, 'Order Exchanged'],
    ]);
    expect(story).toEqual([
      '0 enter awareness',
      '1 advance consideration',
      '2 advance purchase',
      '10 regress consideration',
      '12 return purchase',
    ]);
  });
});

describe('relationship', () => {
  it('takes ten days without a return for use, and praise for satisfaction (004.3)', () => {
    const story = storyOf(relationship, 40, [
      [0, 'Products Searched'],
      [1, 'Products Compared'],
      [2, 'Product Added'],
      [3, 'Order Completed'],
      [30, 'Survey Answered', { score: 9 }],
    ]);
    expect(story).toEqual([
      '0 skip information',
      '1 advance evaluation',
      '2 advance choice',
      '3 advance purchase',
      '13 advance use',
      '30 advance satisfaction',
    ]);
  });

  it('notices failing use and its repair (004.7), then hears the complementary need', () => {
    const story = storyOf(relationship, 100, [
      [0, 'Order Completed'],
      [3, 'Order Delivered'],
      [20, 'Support Ticket Opened'],
      [22, 'Support Ticket Solved'],
      [30, 'Product Reviewed', { rating: 4 }],
      [60, 'Products Searched'],
    ]);
    expect(story).toEqual([
      '0 skip purchase',
      '3 advance use',
      '20 regress purchase',
      '22 return use',
      '30 advance satisfaction',
      '60 cycle discovery',
    ]);
  });
});
