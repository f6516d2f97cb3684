import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from '@parcours/core';
import { describe, expect, it } from 'vitest';
import { checkFile } from './checkFile.js';
import { parseMapping } from './mapping.js';
import { allEvents } from './testing.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const data = join(root, '..', 'shared', 'data');
const here = existsSync(data);
if (!here) console.warn('../shared/data is absent: the example mappings are not tested on the real files');

/** Counted by splitting lines, without any of the code under test: none of these files quotes a comma that matters. */
const cellsOf = (name: string, separator: string | RegExp = ',') => {
  const bytes = readFileSync(join(data, name));
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) => line.trim().split(separator));
};
const imported = async (name: string, example: string) => {
  const mapping = parseMapping(readFileSync(join(root, 'examples', example), 'utf8'), example);
  const file = await checkFile(join(data, name), mapping, { now: Date.now() });
  expect(file.rejected).toEqual([]);
  const messages = (await allEvents(file.read)).map((event) =>
    'message' in event ? (event.message as JsonObject) : {},
  );
  expect(messages).toHaveLength(file.events);
  const ids = messages.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(ids.length);
  const again = (await allEvents(file.read)).map((event) =>
    'message' in event ? (event.message as JsonObject).messageId : null,
  );
  expect(again).toEqual(ids);
  return messages;
};
const number = (message: JsonObject, name: string) => Number((message.properties as JsonObject)[name]);
const sum = (numbers: number[]) => Math.round(numbers.reduce((a, b) => a + b, 0) * 100) / 100;

describe.skipIf(!here)('the example mappings on the real files (../shared/data)', () => {
  it('complete-journey transactions: a basket is one Order Completed with its products', async () => {
    const orders = await imported('complete-journey/transactions_sample.csv', 'complete-journey/transactions.yaml');
    const lines = cellsOf('complete-journey/transactions_sample.csv').slice(1);
    const baskets = new Set(lines.map((cells) => cells[2]));
    expect(orders).toHaveLength(baskets.size);
    expect(new Set(orders.map(({ userId }) => userId)).size).toBe(new Set(lines.map((cells) => cells[0])).size);
    expect(sum(orders.map((order) => number(order, 'total')))).toBe(sum(lines.map((cells) => Number(cells[5]))));
    const products = orders.flatMap(({ properties }) => (properties as { products: JsonObject[] }).products);
    expect(products).toHaveLength(lines.length);
    expect(products.filter(({ category }) => category !== undefined).length).toBeGreaterThan(lines.length * 0.99);
    const order = orders.find(({ properties }) => (properties as JsonObject).order_id === '31932241118');
    expect(order).toMatchObject({ userId: '400', event: 'Order Completed', timestamp: '2017-02-18T18:13:10.000Z' });
    expect(order?.properties).toMatchObject({ store_id: '388', currency: 'USD' });
  });

  it('complete-journey campaigns, redemptions, demographics', async () => {
    const campaigns = await imported('complete-journey/campaigns.csv', 'complete-journey/campaigns.yaml');
    expect(campaigns).toHaveLength(cellsOf('complete-journey/campaigns.csv').length - 1);
    expect(campaigns[0]).toMatchObject({
      event: 'Campaign Received',
      userId: '1238',
      timestamp: '2017-03-03T09:00:00.000Z',
      context: { outbound: true, campaign: { name: 'Campaign 1' } },
    });
    const coupons = await imported('complete-journey/coupon_redemptions.csv', 'complete-journey/redemptions.yaml');
    expect(coupons).toHaveLength(cellsOf('complete-journey/coupon_redemptions.csv').length - 1);
    expect(coupons[0]).toMatchObject({ event: 'Coupon Applied', userId: '712', timestamp: '2017-01-07T12:00:00.000Z' });
    const households = await imported('complete-journey/demographics.csv', 'complete-journey/demographics.yaml');
    expect(households).toHaveLength(cellsOf('complete-journey/demographics.csv').length - 1);
    expect(households[0]).toMatchObject({
      type: 'identify',
      userId: '1004',
      traits: { name: 'Household 1004', age: '25-34' },
    });
  });

  it('cdnow: identical rows stay separate purchases', async () => {
    const orders = await imported('cdnow/CDNOW_sample.txt', 'cdnow/transactions.yaml');
    const rows = cellsOf('cdnow/CDNOW_sample.txt', /\s+/);
    expect(orders).toHaveLength(rows.length);
    expect(new Set(rows.map((cells) => cells.join(' '))).size).toBeLessThan(rows.length);
    expect(new Set(orders.map(({ userId }) => userId)).size).toBe(2357);
    expect(sum(orders.map((order) => number(order, 'total')))).toBe(sum(rows.map((cells) => Number(cells[4]))));
    expect(orders[0]).toMatchObject({
      userId: '00004',
      timestamp: '1997-01-01T12:00:00.000Z',
      properties: { quantity: 2, total: 29.33 },
    });
  });

  it('ecom-synthetic: every event has its Segment name, every visitor is introduced', async () => {
    const events = await imported('ecom-synthetic/ecom.csv.gz', 'ecom-synthetic/events.yaml');
    const rows = cellsOf('ecom-synthetic/ecom.csv.gz').slice(1);
    expect(events).toHaveLength(rows.length);
    const named = (event: string) => events.filter((message) => message.event === event).length;
    const source = (event: string) => rows.filter((cells) => cells[2] === event).length;
    expect([named('Order Completed'), named('Product Viewed'), named('Checkout Started')]).toEqual([
      source('purchase'),
      source('product_view'),
      source('shipping_details'),
    ]);
    expect(events[0]).toMatchObject({
      type: 'page',
      name: 'Home',
      context: {
        device: { type: 'desktop' },
        campaign: { source: 'email', medium: 'email' },
        sessionId: 'sess_000001',
      },
    });
    const visitors = await imported('ecom-synthetic/ecom.csv.gz', 'ecom-synthetic/customers.yaml');
    expect(visitors).toHaveLength(600);
    expect(visitors[0]).toMatchObject({ type: 'identify', userId: 'user_0000', traits: { name: 'user_0000' } });
  });
});
