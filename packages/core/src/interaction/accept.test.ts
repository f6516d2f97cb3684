import { describe, expect, test } from 'vitest';
import { type Accepted, acceptMessage, MAX_EVENT_BYTES } from './accept.js';
import type { Interaction } from './interaction.js';

const NOW = Date.UTC(2024, 4, 31, 9, 30);
const accept = (raw: unknown, more: object = {}): Accepted =>
  acceptMessage(raw, { receivedAt: NOW, newId: () => 'new', ...more });

const taken = (raw: unknown, more: object = {}): Interaction => {
  const outcome = accept(raw, more);
  if ('rejected' in outcome) throw new Error(`${outcome.rejected.code}: ${outcome.rejected.message}`);
  return outcome.ok;
};
const refused = (raw: unknown, more: object = {}) => {
  const outcome = accept(raw, more);
  if ('ok' in outcome) throw new Error('accepted');
  return outcome.rejected;
};
const track = (more: object = {}) => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'u1',
  messageId: 'm1',
  ...more,
});
const nested = (depth: number): unknown => (depth === 0 ? 1 : { a: nested(depth - 1) });

describe('the six calls', () => {
  test('a track call keeps its event and properties', () => {
    expect(taken(track({ properties: { total: 12.5 } }))).toEqual({
      messageId: 'm1',
      type: 'track',
      time: NOW,
      event: 'Order Completed',
      userId: 'u1',
      anonymousId: null,
      previousId: null,
      groupId: null,
      properties: { total: 12.5 },
      context: {},
      outbound: false,
    });
  });

  test('an identify call keeps its traits, also where the context carries them', () => {
    const { event, properties, context } = taken({
      type: 'identify',
      userId: 'u1',
      traits: { plan: 'gold' },
      context: { traits: { plan: 'old', city: 'Lyon' }, locale: 'fr' },
    });
    expect(event).toBe('Identified');
    expect(properties).toEqual({ plan: 'gold', city: 'Lyon' });
    expect(context).toEqual({ locale: 'fr' });
  });

  test('pages and screens keep name and category among their properties', () => {
    const page = {
      type: 'page',
      anonymousId: 'a1',
      name: 'Cart',
      category: 'Shop',
      properties: { url: '/cart', name: 'x' },
    };
    expect(taken(page)).toMatchObject({
      event: 'Page Viewed',
      properties: { name: 'Cart', category: 'Shop', url: '/cart' },
    });
    expect(taken({ ...page, type: 'screen' }).event).toBe('Screen Viewed');
  });

  test('a group call needs its group', () => {
    expect(taken({ type: 'group', userId: 'u1', groupId: 7, traits: { name: 'Club' } })).toMatchObject({
      event: 'Group Joined',
      groupId: '7',
      properties: { name: 'Club' },
    });
    expect(refused({ type: 'group', userId: 'u1' }).code).toBe('missing_group');
  });

  test('an alias needs both identifiers', () => {
    expect(taken({ type: 'alias', userId: 'u1', previousId: 'a1' })).toMatchObject({
      event: 'Aliased',
      previousId: 'a1',
    });
    expect(taken({ type: 'alias', userId: 'u1', anonymousId: 'a1' }).previousId).toBe('a1');
    expect(refused({ type: 'alias', userId: 'u1' }).code).toBe('missing_previous_id');
    expect(refused({ type: 'alias', previousId: 'a1' }).code).toBe('missing_identity');
  });

  test('the address says the type of a call that stands alone', () => {
    expect(taken({ event: 'Seen', userId: 'u1' }, { type: 'track' }).type).toBe('track');
    expect(refused({ event: 'Seen', userId: 'u1' }).code).toBe('unknown_type');
    expect(refused(track({ type: 'random' })).code).toBe('unknown_type');
  });
});

describe('identifiers', () => {
  test('numbers become strings unless they are rounded already', () => {
    expect(taken(track({ userId: 42 })).userId).toBe('42');
    expect(taken(track({ userId: 0 })).userId).toBe('0');
    expect(refused(track({ userId: 2 ** 70 }))).toMatchObject({ code: 'invalid_id', field: 'userId' });
  });

  test('blank counts as absent, and one of the two is needed', () => {
    expect(taken(track({ userId: '', anonymousId: 'a1' })).userId).toBeNull();
    expect(refused(track({ userId: ' ', anonymousId: null })).code).toBe('missing_identity');
  });

  test.each([[true], [{}], [[]], [['u1']]])('%j is no identifier', (userId) => {
    expect(refused(track({ userId }))).toMatchObject({ code: 'wrong_type', field: 'userId' });
  });

  test('too long a one is refused, and says which', () => {
    expect(refused(track({ anonymousId: 'x'.repeat(257) }))).toMatchObject({
      code: 'invalid_id',
      field: 'anonymousId',
    });
    expect(refused(track({ messageId: 'x'.repeat(257) })).field).toBe('messageId');
  });

  test('an event without messageId gets one', () => {
    expect(taken(track({ messageId: undefined })).messageId).toBe('new');
    expect(taken(track({ messageId: '' })).messageId).toBe('new');
    expect(taken(track({ messageId: 9 })).messageId).toBe('9');
  });
});

describe('event names', () => {
  test.each([[undefined], [null], [''], ['  '], [{}], ['x'.repeat(257)]])('%j is refused', (event) => {
    expect(refused(track({ event })).field).toBe('event');
  });

  test('what the organisation sends is outbound [STAGE-5]', () => {
    expect(taken(track({ event: 'Email Delivered' })).outbound).toBe(true);
    expect(taken(track({ event: 'Email Opened' })).outbound).toBe(false);
    expect(taken(track({ context: { outbound: true } })).outbound).toBe(true);
  });
});

describe('bad values', () => {
  test.each([[null], [1], ['x'], [[]], [undefined]])('%j is no event', (raw) => {
    expect(refused(raw).code).toBe('not_an_object');
  });

  test.each([['x'], [1], [[]], [true]])('%j is no properties', (properties) => {
    expect(refused(track({ properties }))).toMatchObject({ code: 'wrong_type', field: 'properties' });
  });

  test('a context that is no object is ignored', () => {
    expect(taken(track({ context: 'x' })).context).toEqual({});
  });

  test('NUL and lone surrogates become U+FFFD, in keys too', () => {
    const { properties, userId } = taken(
      track({ userId: 'u\0', properties: { 'k\0': ['\ud800', 'ok 😀', '\udc00x'] } }),
    );
    expect(userId).toBe('u\ufffd');
    expect(properties).toEqual({ 'k\ufffd': ['\ufffd', 'ok 😀', '\ufffdx'] });
  });

  test('numbers JSON cannot say become null', () => {
    expect(
      taken(
        JSON.parse('{"type":"track","event":"e","userId":"u","properties":{"a":1e400,"b":-0,"c":9007199254740993}}'),
      ).properties,
    ).toEqual({
      a: null,
      b: 0,
      c: 9007199254740992,
    });
  });

  test('a __proto__ key changes no prototype and is dropped', () => {
    const raw = JSON.parse(
      '{"type":"track","event":"e","userId":"u","properties":{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}}',
    );
    const { properties } = taken(raw);
    expect(Object.keys(properties)).toEqual(['constructor']);
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('depth is bounded', () => {
    expect(taken(track({ properties: nested(30) as object })).type).toBe('track');
    expect(refused(track({ properties: nested(40) as object })).code).toBe('too_deep');
  });

  test('an event takes 32 KB, counted in bytes', () => {
    const spare = MAX_EVENT_BYTES - JSON.stringify(track({ properties: { text: '' } })).length;
    expect(taken(track({ properties: { text: 'x'.repeat(spare) } })).type).toBe('track');
    expect(refused(track({ properties: { text: 'x'.repeat(spare + 1) } })).code).toBe('too_large');
    expect(refused(track({ properties: { text: 'é'.repeat(spare / 2 + 1) } })).code).toBe('too_large');
  });
});

test('context keeps where it took place and drops addresses and identifiers of devices', () => {
  const { context } = taken(
    track({
      channel: 'web',
      context: {
        ip: '1.2.3.4',
        campaign: { name: 'spring', source: 'news' },
        device: { id: 'secret', advertisingId: 'secret', type: 'ios' },
        page: { path: '/', tab: 1 },
        network: { wifi: true },
        os: { name: '', version: '' },
      },
    }),
    { context: { locale: 'fr' } },
  );
  expect(context).toEqual({
    channel: 'web',
    campaign: { name: 'spring', source: 'news' },
    device: { type: 'ios' },
    page: { path: '/' },
    locale: 'fr',
  });
});
