import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Interaction } from '@parcours/core';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../../../../tests/browser/openBrowser.js';
import { type Collecting, startCollecting } from './collect.testing.js';

let server: Collecting;
beforeAll(async () => {
  server = await startCollecting();
});
afterAll(() => server?.stop());

/** What arrived after an entry of the log, by type. */
const arrivedSince = async (head: number): Promise<Record<string, Interaction>> =>
  Object.fromEntries((await server.logged(head)).map((interaction) => [interaction.type, interaction]));

const until = async (done: () => Promise<boolean>): Promise<void> => {
  const end = Date.now() + 20_000;
  while (!(await done()) && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
};

test('@segment/analytics-node, unmodified: every call arrives', async () => {
  const head = await server.log.head();
  const analytics = new Analytics({ writeKey: server.key, host: server.url, flushAt: 3 });
  const errors: unknown[] = [];
  analytics.on('error', (error) => errors.push(error));
  const timestamp = new Date('2024-02-03T04:05:06.789Z');
  analytics.identify({ userId: 'u1', traits: { email: 'a@example.com' } });
  analytics.track({ userId: 'u1', event: 'Order Completed', properties: { total: 12.5 }, timestamp });
  analytics.page({ userId: 'u1', name: 'Home', properties: { url: '/' } });
  analytics.screen({ anonymousId: 'a1', name: 'Start' });
  analytics.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Club' } });
  analytics.alias({ userId: 'u1', previousId: 'a1' });
  await analytics.closeAndFlush();
  expect(errors).toEqual([]);
  const arrived = await arrivedSince(head);
  expect(arrived).toMatchObject({
    identify: {
      userId: 'u1',
      properties: { email: 'a@example.com' },
      context: { library: { name: '@segment/analytics-node' } },
    },
    track: { event: 'Order Completed', properties: { total: 12.5 }, time: timestamp.getTime() },
    page: { properties: { name: 'Home', url: '/' } },
    screen: { anonymousId: 'a1', userId: null, properties: { name: 'Start' } },
    group: { groupId: 'g1', properties: { name: 'Club' } },
    alias: { previousId: 'a1', userId: 'u1' },
  });
});

test('@rudderstack/rudder-sdk-node, unmodified: every call arrives, gzipped', async () => {
  const head = await server.log.head();
  const errors: unknown[] = [];
  const analytics = new RudderAnalytics(server.key, {
    dataPlaneUrl: server.url,
    flushAt: 20,
    errorHandler: (error: unknown) => errors.push(error),
  });
  const timestamp = new Date('2024-02-03T04:05:06.789Z');
  analytics.identify({ userId: 'u2', traits: { email: 'b@example.com' } });
  analytics.track({ userId: 'u2', event: 'Order Completed', properties: { total: 9 }, timestamp });
  analytics.page({ userId: 'u2', name: 'Home' });
  analytics.screen({ userId: 'u2', name: 'Start' });
  analytics.group({ userId: 'u2', groupId: 'g2' });
  analytics.alias({ userId: 'u2', previousId: 'a2' });
  await analytics.flush();
  await until(async () => Object.keys(await arrivedSince(head)).length === 6);
  expect(errors).toEqual([]);
  const arrived = await arrivedSince(head);
  expect(Object.keys(arrived).sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
  expect(arrived).toMatchObject({
    identify: { userId: 'u2', properties: { email: 'b@example.com' }, context: { channel: 'server' } },
    track: { properties: { total: 9 }, time: timestamp.getTime() },
    group: { groupId: 'g2' },
    alias: { previousId: 'a2' },
  });
});

/** A shop's page, on a site of its own, that loads the client and makes every call. */
const PAGE_SCRIPT = `
  import { AnalyticsBrowser } from '@segment/analytics-next';
  window.run = async ({ writeKey, cdnURL, batching }) => {
    const options = batching ? { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 6, timeout: 500 } } } } } : {};
    const analytics = AnalyticsBrowser.load({ writeKey, cdnURL }, options);
    await analytics.page('Home', { category: 'shoes' });
    await analytics.screen('Start');
    await analytics.track('Product Viewed', { price: 12.5 });
    await analytics.identify('u3', { email: 'c@example.com' });
    await analytics.group('g3', { name: 'Club' });
    await analytics.alias('u3', 'old3');
  };`;

const servePage = async (): Promise<{ url: string; stop: () => void }> => {
  const options = { bundle: true, write: false, format: 'iife', platform: 'browser' } as const;
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: PAGE_SCRIPT, resolveDir: import.meta.dirname },
    logLevel: 'error',
  });
  const script = outputFiles[0]?.text ?? '';
  const site = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><title>Shop</title><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return { url: `http://localhost:${(site.address() as AddressInfo).port}/`, stop: () => site.close() };
};

test.each([[false], [true]])(
  '@segment/analytics-next in a browser, unmodified, batching %s: every call arrives',
  async (batching) => {
    const head = await server.log.head();
    const [site, browser] = await Promise.all([servePage(), openBrowser()]);
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on(
        'console',
        (message) =>
          message.type() === 'error' && !message.text().includes('favicon') && complaints.push(message.text()),
      );
      page.on('request', (request) => {
        if (!request.url().startsWith(server.url) && !request.url().startsWith(site.url))
          complaints.push(`asked ${request.url()}`);
      });
      await page.goto(`${site.url}?utm_source=news&utm_campaign=spring`);
      const settings = { writeKey: server.key, cdnURL: server.url, batching };
      await page.evaluate(
        (given) => (window as unknown as { run: (settings: object) => Promise<void> }).run(given),
        settings,
      );
      await until(async () => Object.keys(await arrivedSince(head)).length === 6);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      site.stop();
    }
    const arrived = await arrivedSince(head);
    expect(Object.keys(arrived).sort()).toEqual(['alias', 'group', 'identify', 'page', 'screen', 'track']);
    expect(arrived.page).toMatchObject({
      userId: null,
      anonymousId: expect.any(String),
      properties: { name: 'Home', category: 'shoes' },
      context: { campaign: { source: 'news', name: 'spring' }, userAgent: expect.stringContaining('Chrome') },
    });
    expect(arrived.identify).toMatchObject({
      userId: 'u3',
      anonymousId: arrived.page?.anonymousId,
      properties: { email: 'c@example.com' },
    });
    expect(arrived.alias).toMatchObject({ userId: 'u3', previousId: 'old3' });
  },
  120_000,
);
