import { describe, expect, it } from 'vitest';
import type { Interaction, JsonObject } from './interaction.js';
import { TOUCHPOINT_RULES, TOUCHPOINTS, type Touchpoint, touchpointOf } from './touchpoint.js';

const at = (
  event: string,
  context: JsonObject = {},
  properties: JsonObject = {},
  type: Interaction['type'] = 'track',
) =>
  touchpointOf({
    messageId: 'm',
    type,
    time: 0,
    event,
    userId: 'u',
    anonymousId: null,
    previousId: null,
    groupId: null,
    properties,
    context,
    outbound: false,
  });
const from = (referrer: string): Touchpoint =>
  at('Page Viewed', { page: { referrer, url: 'https://us.example/' } }, {}, 'page');

describe('touchpointOf', () => {
  it('[TOUCH-1] takes what the source declares first, in its own words too', () => {
    expect(at('Order Completed', { touchpoint: 'shop' })).toBe('shop');
    expect(at('Order Completed', { touchpoint: 'call-centre' }, { channel: 'In-Store' })).toBe('call-centre');
    expect(at('Email Opened', {}, { touchpoint: 'courrier' })).toBe('direct-mail');
    expect(at('Email Opened', {}, { touchpoint: 'nowhere' })).toBe('email');
  });

  it('[TOUCH-1] then what the event itself says', () => {
    expect(at('Email Link Clicked')).toBe('email');
    expect(at('Support Ticket Opened')).toBe('after-sales');
    expect(at('Survey Answered')).toBe('survey');
    expect(at('Referral Sent')).toBe('word-of-mouth');
    expect(at('Campaign Received')).toBe('direct-mail');
  });

  it('[TOUCH-1] then the campaign, then where the visit came from', () => {
    expect(at('Page Viewed', { campaign: { source: 'google', medium: 'CPC' } }, {}, 'page')).toBe('advert');
    expect(at('Page Viewed', { campaign: { source: 'Instagram' } }, {}, 'page')).toBe('social');
    expect(from('https://l.facebook.com/l.php?u=x')).toBe('social');
    expect(from('https://www.idealo.fr/prix/1')).toBe('comparison-site');
    expect(from('https://forum.running.example/t/1')).toBe('forum');
    expect(from('https://blog.example/x')).toBe('blog');
    expect(from('https://www.amazon.co.uk/dp/1')).toBe('marketplace');
    expect(from('https://not-facebook.example/facebook/')).toBe('site');
    expect(from('')).toBe('site');
  });

  it('[TOUCH-1] then the place', () => {
    expect(at('Order Completed', {}, { store_id: 388 })).toBe('shop');
    expect(at('Screen Viewed', {}, {}, 'screen')).toBe('app');
    expect(at('Product Viewed', { os: { name: 'iOS' } })).toBe('app');
    expect(at('Page Viewed', { os: { name: 'iOS' } }, {}, 'page')).toBe('site');
    expect(at('Product Viewed')).toBe('site');
    expect(at('Something Else')).toBe('other');
  });

  it('is not led astray by values of another type', () => {
    expect(at('Product Viewed', { campaign: 'cpc', page: 3, touchpoint: ['shop'] }, { channel: null })).toBe('site');
  });

  it('keeps its rules comparable in lower case, each to a touch point that has a name', () => {
    for (const { values, touchpoint } of TOUCHPOINT_RULES) {
      expect(TOUCHPOINTS).toHaveProperty([touchpoint]);
      for (const value of values) expect(value).toBe(value.toLowerCase());
    }
  });
});
