import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { addressesOf, headerOf, type MailSink, mailSink } from '../apps/server/src/testing/mailSink.js';
import { SCREENS, seriousOn, widerThanScreen } from './browser/inspect.js';
import { onDemonstration } from './browser/onDemonstration.js';
import { PROGRAM } from './browser/startParcours.js';

const hello = {
  ...{ id: 'hello', channel: 'email', name: { en: 'Hello', fr: 'Bonjour' }, action: 'interest' },
  variants: { en: { subject: 'Hello', body: { kind: 'blocks', blocks: [{ kind: 'text', text: 'Hello' }] } } },
};
const flow = {
  ...{ id: 'greeting', name: { en: 'Greeting', fr: 'Salut' }, trigger: { kind: 'event', event: 'Arrived' } },
  ...{ start: 'a', nodes: [{ id: 'a', kind: 'message', content: 'hello' }] },
};

describe.skipIf(!existsSync(PROGRAM))('what the reader of a message chooses (needs npm run build)', () => {
  let sink: MailSink;
  const env = async () => {
    sink = await mailSink();
    return { SMTP_URL: sink.url(), MAIL_FROM: 'Shop <shop@shop.example>' };
  };
  const { open, at, troubles } = onDemonstration('preferences', { env });
  afterAll(() => sink?.stop());

  const api = async (method: string, path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(at(path), { method, headers, body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  /** The customer `ada` has an address, agreed, and does what begins the flow. */
  const arrive = async (): Promise<string> => {
    expect((await api('PUT', '/api/contents/hello?version=0', hello)).status).toBe(200);
    expect((await api('PUT', '/api/flows/greeting?version=0', flow)).status).toBe(200);
    expect((await api('POST', '/api/flows/greeting/activate', {})).status).toBe(200);
    const { key } = (await api('POST', '/api/keys', { kind: 'write', name: 'Site' })).body;
    const send = (event: object) => api('POST', '/v1/batch', { writeKey: key, batch: [{ userId: 'ada', ...event }] });
    await send({ type: 'identify', messageId: 'p1', traits: { email: 'ada@reader.example' } });
    const agree = { purpose: 'marketing', given: true, where: 'https://shop.example', text: 'Send me news' };
    await expect.poll(async () => (await api('POST', '/api/customers/ada/consents', agree)).status).toBe(200);
    await send({ type: 'track', messageId: 'p2', event: 'Arrived' });
    await expect.poll(() => sink.taken.length, { timeout: 30_000 }).toBe(1);
    const mail = sink.taken[0] as string;
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    return new URL(addressesOf(mail).find((url) => url.includes('/preferences#')) ?? '').hash;
  };
  interface Told {
    readonly items: { given: boolean; proof: { text: string } }[];
    readonly hold: { why: string } | null;
  }
  const told = async () => (await (await fetch(at('/api/customers/ada/consents'))).json()) as Told;
  const said = async () => (await told()).items[0];

  it('[CONSENT-5] is read and changed by the link of an e-mail a flow sent, without an account', async () => {
    const hash = await arrive();
    const page = await open(`/preferences${hash}`.replace('#', '?reader=1#'));
    await page.context().clearCookies();
    await page.goto(at('/').replace(/\/\?.*$/, `/preferences${hash}`));
    const news = page.getByRole('switch', { name: 'News and offers' });
    expect(await news.isChecked()).toBe(true);
    expect(await page.getByRole('switch', { name: 'Orders and service' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Stop all of them' }).click();
    await page.getByText('You receive none of these any more.').waitFor();
    await expect.poll(() => news.isChecked()).toBe(false);
    expect(await said()).toMatchObject({ given: false, proof: { text: 'News and offers: no' } });
    await news.focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Stop all of them' }).waitFor();
    expect(await said()).toMatchObject({ given: true, proof: { text: 'News and offers: yes' } });
    for (const screen of SCREENS) {
      const other = await open(`/preferences?reader=1${hash}`, screen);
      await other.goto(at('/').replace(/\/\?.*$/, `/preferences${hash}`));
      await other.getByRole('switch', { name: 'Actualités et offres' }).waitFor();
      expect(await seriousOn(other)).toEqual([]);
      expect(await widerThanScreen(other)).toBeLessThanOrEqual(0);
    }
    expect(troubles).toEqual([]);
  }, 180_000);

  it('is told on the page of the customer, who can be held and let go', async () => {
    const page = await open('/customers/ada');
    const messages = page.getByRole('region', { name: 'Messages' });
    await messages.getByText('Hello', { exact: true }).waitFor();
    expect(await messages.getByText('Sent', { exact: true }).count()).toBe(1);
    await messages.getByRole('link', { name: 'from Greeting' }).waitFor();
    const may = page.getByRole('region', { name: 'What may be sent' });
    await may.getByText('News and offers').waitFor();
    await may.getByText('agreed on', { exact: false }).waitFor();
    await may.getByRole('button', { name: 'Hold messages' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('Asked by telephone');
    await dialog.getByRole('button', { name: 'Hold messages' }).click();
    await may.getByText('Asked by telephone').waitFor();
    await expect.poll(async () => (await told()).hold?.why).toBe('Asked by telephone');
    for (const screen of SCREENS) {
      const other = await open('/customers/ada', screen);
      await other.getByRole('region', { name: 'Ce qui peut être envoyé' }).getByText('En pause').waitFor();
      await other.getByRole('region', { name: 'Messages' }).getByText('Envoyé', { exact: true }).waitFor();
      expect(await seriousOn(other)).toEqual([]);
      expect(await widerThanScreen(other)).toBeLessThanOrEqual(0);
    }
    await may.getByRole('button', { name: 'Let go' }).click();
    await may.getByRole('button', { name: 'Hold messages' }).waitFor();
    expect((await told()).hold).toBeNull();
    expect(troubles).toEqual([]);
  }, 180_000);

  it('says what to do with a link that is not whole', async () => {
    const page = await open('/preferences');
    await page.getByText('This link does not open').waitFor();
    expect(troubles).toEqual([]);
  }, 60_000);
});
