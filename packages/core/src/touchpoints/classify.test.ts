import { describe, expect, it } from 'vitest';
import type { Interaction, JsonObject } from '../interaction/interaction.js';
import { touchpointClassifier } from './classify.js';
import { TOUCHPOINT_PRESETS } from './presets.js';
import { readTouchpoints } from './read.js';
import { TOUCHPOINT_BOUNDS, type Touchpoint, type TouchpointTest } from './schema.js';

const byPresets = touchpointClassifier(TOUCHPOINT_PRESETS);
const at = (
  event: string,
  context: JsonObject = {},
  properties: JsonObject = {},
  type: Interaction['type'] = 'track',
): string => byPresets({ event, type, properties, context }).touchpoint;
const from = (referrer: string): string =>
  at('Page Viewed', { page: { referrer, url: 'https://us.example/' } }, {}, 'page');

describe('the presets', () => {
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

  it('[TOUCH-3] say which shop, site, app or address', () => {
    const placeOf = (event: string, context: JsonObject, properties: JsonObject = {}) =>
      byPresets({ event, type: 'track', properties, context }).place;
    expect(placeOf('Store Visited', {}, { store_id: 388 })).toBe('388');
    expect(placeOf('Store Visited', {}, { store_id: 388, store_name: 'Lyon' })).toBe('Lyon');
    expect(placeOf('Product Viewed', { page: { url: 'https://WWW.Shop.example:8080/x?y' } })).toBe('shop.example');
    expect(placeOf('Application Opened', { app: { name: 'Parcours' } })).toBe('Parcours');
    expect(placeOf('Store Visited', {}, { store: { id: 388 }, store_id: 'x'.repeat(201) })).toBeNull();
    expect(placeOf('Support Ticket Opened', {}, { store_id: 388 })).toBeNull();
  });

  it('can be saved as they are, and name every place of 003.5', () => {
    expect(readTouchpoints(TOUCHPOINT_PRESETS)).toEqual({ ok: TOUCHPOINT_PRESETS });
    const ids = TOUCHPOINT_PRESETS.touchpoints.map(({ id }) => id);
    expect(ids).toEqual(
      expect.arrayContaining([
        ...['advert', 'direct-mail', 'site', 'social', 'comparison-site', 'shop', 'app', 'call-centre', 'email'],
        ...['loyalty-programme', 'word-of-mouth', 'blog', 'forum'],
      ]),
    );
  });
});

const touchpoint = (id: string, tests: TouchpointTest[], more: Partial<Touchpoint> = {}): Touchpoint => ({
  id,
  name: { en: id, fr: id },
  channel: 'web',
  presence: 'both',
  icon: 'pin',
  active: true,
  words: [],
  tests,
  place: [],
  ...more,
});
const test = (field: string, kind: TouchpointTest['test'], ...values: string[]): TouchpointTest => ({
  field,
  test: kind,
  values,
});

describe('a catalogue', () => {
  const kiosk = touchpoint('kiosk', [test('properties.kiosk', 'exists')], { words: ['Borne'] });
  const shop = touchpoint('shop', [test('event', 'startsWith', 'Store ')]);
  const told = { event: 'Store Visited', type: 'track', properties: { kiosk: 4 }, context: {} } as const;
  const first = (...touchpoints: Touchpoint[]) => touchpointClassifier({ touchpoints })(told).touchpoint;

  it('[TOUCH-1] is tried from the top, without those that are off', () => {
    expect(first(kiosk, shop)).toBe('kiosk');
    expect(first(shop, kiosk)).toBe('shop');
    expect(first({ ...kiosk, active: false }, shop)).toBe('shop');
    expect(first()).toBe('other');
  });

  it('[TOUCH-1] believes what the source declares before any test, and a last test after all others', () => {
    const declared = { ...told, context: { touchpoint: 'BORNE' } };
    expect(touchpointClassifier({ touchpoints: [shop, kiosk] })(declared).touchpoint).toBe('kiosk');
    const late = touchpoint('late', [{ ...test('event', 'contains', 'visit'), last: true }]);
    expect(first(late, shop)).toBe('shop');
    expect(first(late)).toBe('late');
  });

  it('[TOUCH-2] compares numbers as text, knows hosts by a label or a domain, and of objects only that they are there', () => {
    const fits = (one: TouchpointTest, properties: JsonObject) =>
      touchpointClassifier({ touchpoints: [touchpoint('fits', [one])] })({ ...told, properties }).touchpoint === 'fits';
    expect(fits(test('properties.id', 'in', '7'), { id: 7 })).toBe(true);
    expect(fits(test('properties.a.b', 'in', 'X'), { a: { b: 'x' } })).toBe(true);
    expect(fits(test('properties.a.b', 'in', 'x'), { 'a.b': '', a: { b: 'x' } })).toBe(true);
    expect(fits(test('properties.url', 'host', 'idealo.fr'), { url: 'https://www.idealo.fr/x' })).toBe(true);
    expect(fits(test('properties.url', 'host', 'idealo.fr'), { url: 'https://notidealo.fr/x' })).toBe(false);
    expect(fits(test('properties.o', 'contains', 'x'), { o: { x: 'x' } })).toBe(false);
    expect(fits(test('properties.o', 'exists'), { o: { x: 'x' } })).toBe(true);
  });
});

describe('readTouchpoints', () => {
  const problemsOf = (...touchpoints: unknown[]) => {
    const reading = readTouchpoints({ touchpoints });
    return 'problems' in reading ? reading.problems : [];
  };

  it('says at the field what is wrong', () => {
    const paths = (...touchpoints: unknown[]) => problemsOf(...touchpoints).map(({ path }) => path.join('.'));
    expect(paths(touchpoint('other', []))).toEqual(['touchpoints.0.id']);
    expect(paths(touchpoint('a', []), touchpoint('a', []))).toEqual(['touchpoints.1.id']);
    expect(paths(touchpoint('a', [test('event', 'in')]))).toEqual(['touchpoints.0.tests.0.values']);
    expect(paths(touchpoint('a', [test('event', 'exists', 'x')]))).toEqual(['touchpoints.0.tests.0.values']);
    for (const field of ['store', 'properties', 'properties.a.b.c', 'properties.`a', 'traits.x', 'context.a\\'])
      expect(paths(touchpoint('a', [test(field, 'exists')])), field).toEqual(['touchpoints.0.tests.0.field']);
    expect(paths({ ...touchpoint('a', []), icon: 'unicorn' })).toEqual(['touchpoints.0.icon']);
  });

  it('refuses with a sentence what would cost too much', () => {
    const many = Array.from({ length: 20 }, (_, at) =>
      touchpoint(
        `a${at}`,
        Array.from({ length: 11 }, () => test('event', 'exists')),
      ),
    );
    expect(problemsOf(...many).map(({ code, message }) => [code, message.en])).toEqual([
      [
        'costly',
        expect.stringContaining(`220 tests, and every interaction is put to them: ${TOUCHPOINT_BOUNDS.tests}`),
      ],
    ]);
    const wide = Array.from({ length: 41 }, (_, at) => touchpoint(`a${at}`, [test(`properties.p${at}`, 'exists')]));
    expect(problemsOf(...wide).map(({ message }) => message.en)).toEqual([
      expect.stringContaining('41 different fields'),
    ]);
    const long = touchpoint(
      'a',
      [0, 1].map(() => test('event', 'in', ...Array.from({ length: 100 }, () => 'x'.repeat(150)))),
    );
    expect(problemsOf(long).map(({ code }) => code)).toEqual(['costly']);
  });
});
