import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importedMessages, temporaryFile } from './testing.js';

const through = (mapping: string, content: string, name = 'file.csv') =>
  importedMessages(temporaryFile(name, content), mapping);

describe('a mapping turns rows into Segment calls', () => {
  it('columns, constants, templates, types, value maps, prefixes, nested names, context', async () => {
    const mapping = `
source: crm
delimiter: ';'
decimal: ','
zone: Europe/Paris
empty: ['', '-']
event: Order Completed
time: { column: when, format: dd/MM/yyyy HH:mm }
customer:
  userId: { column: client, prefix: 'crm-' }
  anonymousId: device
properties:
  order_id: { column: number, type: integer }
  total: { column: amount, type: number }
  unit: { column: amount, type: number, dividedBy: pieces }
  gift: { column: gift, type: boolean }
  detail: { column: detail, type: json }
  label: { template: 'Order {number} of {client}' }
  shipping.method: { column: way, values: { P: post, S: shop } }
  shipping.fast: { value: true }
context:
  campaign.source: source
outbound: true
`;
    const [message, other] = await through(
      mapping,
      'client;device;number;when;amount;pieces;gift;detail;way;source\n' +
        '7;-;12;31/03/2024 14:05;1 234,50;2;oui;"{""a"":[1]}";S;mail\n' +
        '8;d8;13;31/12/2024 00:30;-;0;-;-;-;-\n',
    );
    expect(message).toMatchObject({
      type: 'track',
      event: 'Order Completed',
      userId: 'crm-7',
      timestamp: '2024-03-31T12:05:00.000Z',
      properties: {
        order_id: 12,
        total: 1234.5,
        unit: 617.25,
        gift: true,
        detail: { a: [1] },
        label: 'Order 12 of 7',
        shipping: { method: 'shop', fast: true },
      },
      context: { campaign: { source: 'mail' }, outbound: true },
    });
    expect(message).not.toHaveProperty('anonymousId');
    expect(other).toMatchObject({
      anonymousId: 'd8',
      timestamp: '2024-12-30T23:30:00.000Z',
      properties: { order_id: 13, label: 'Order 13 of 8', shipping: { fast: true } },
    });
  });

  it('one column names the call: track, page, screen, or nothing', async () => {
    const mapping = `
source: clicks
time: { column: at, format: epoch-seconds }
customer: { anonymousId: who }
event: { column: what, otherwise: keep, values: { home: { page: Home }, app: { screen: Start }, buy: Order Completed, noise: null } }
`;
    const messages = await through(
      mapping,
      'who,at,what\na,1700000000,home\na,1700000001,noise\na,1700000002,app\na,1700000003,buy\na,1700000004,Wave\n',
    );
    expect(messages.map(({ type, name, event }) => [type, name ?? event])).toEqual([
      ['page', 'Home'],
      ['screen', 'Start'],
      ['track', 'Order Completed'],
      ['track', 'Wave'],
    ]);
  });

  it('identify, group and alias', async () => {
    const base = 'source: s\ntime: { value: 2024-01-01 }\ncustomer: { userId: id }\n';
    expect(await through(`${base}type: identify\ntraits: { city: city }\n`, 'id,city\na,Paris\n')).toMatchObject([
      { type: 'identify', userId: 'a', traits: { city: 'Paris' }, timestamp: '2024-01-01T00:00:00.000Z' },
    ]);
    expect(await through(`${base}type: group\ngroupId: firm\n`, 'id,firm\na,ACME\n')).toMatchObject([
      { type: 'group', groupId: 'ACME' },
    ]);
    expect(await through(`${base}type: alias\npreviousId: old\n`, 'id,old\na,b\n')).toMatchObject([
      { type: 'alias', previousId: 'b' },
    ]);
  });

  it('rows left out by `where`; a byte order mark; CRLF; tabs; gzip whatever the name', async () => {
    const mapping = `
source: s
delimiter: tab
event: E
time: day
customer: { userId: id }
where: [{ column: state, in: [paid] }, { column: id, notIn: [test] }]
`;
    const text = '\ufeffid\tday\tstate\r\na\t2024-01-01\tpaid\r\nb\t2024-01-01\topen\r\ntest\t2024-01-01\tpaid\r\n';
    expect(await through(mapping, text)).toHaveLength(1);
    expect(await importedMessages(temporaryFile('x.csv', gzipSync(text)), mapping)).toEqual(
      await through(mapping, text),
    );
  });

  it('a lookup joins another file by key', async () => {
    const folder = temporaryFile('products.csv', 'sku,name\n1,Shoe\n2,Sock\n').replace(/[^/]+$/, '');
    const { writeFileSync } = await import('node:fs');
    writeFileSync(`${folder}orders.csv`, 'id,day,article\na,2024-01-01,2\na,2024-01-02,9\n');
    const mapping = `
source: s
event: E
time: day
customer: { userId: id }
lookups: { products: { file: products.csv, key: sku, on: article } }
properties: { name: products.name, sku: article }
`;
    const messages = await importedMessages(`${folder}orders.csv`, mapping);
    expect(messages.map(({ properties }) => properties)).toEqual([{ name: 'Sock', sku: '2' }, { sku: '9' }]);
  });
});

describe('ids that stay the same from run to run', () => {
  const mapping = 'source: s\nevent: E\ntime: day\ncustomer: { userId: id }\n';
  const ids = async (text: string, more = '') =>
    (await through(mapping + more, text)).map(({ messageId }) => messageId);

  it('[POS-2] identical rows are told apart by their ordinal, whatever stands around them', async () => {
    const once = await ids('id,day\na,2024-01-01\na,2024-01-01\nb,2024-01-01\n');
    expect(new Set(once).size).toBe(3);
    expect(await ids('id,day\nb,2024-01-01\na,2024-01-01\nz,2024-01-01\na,2024-01-01\n')).toEqual([
      once[2],
      once[0],
      expect.any(String),
      once[1],
    ]);
  });

  it('declared keys make the id, so that a corrected row stays the same event', async () => {
    const keys = 'keys: [id, n]\n';
    const [one] = await ids('id,day,n\na,2024-01-01,1\n', keys);
    const [corrected, next] = await ids('id,day,n\na,2024-01-02,1\na,2024-01-01,2\n', keys);
    expect(corrected).toBe(one);
    expect(next).not.toBe(one);
  });

  it('the file’s own id is used as it is', async () => {
    expect(await ids('id,day,uid\na,2024-01-01,m-1\n', 'messageId: uid\n')).toEqual(['m-1']);
  });
});

describe('rows grouped into one event', () => {
  const mapping = `
source: till
event: Order Completed
time: at
customer: { userId: client }
properties: { store: store }
group:
  by: [basket]
  list: products
  each: { sku: sku, quantity: { column: pieces, type: integer } }
  sum: { total: price, discount: [promo, coupon] }
  count: lines
`;
  const header = 'client,basket,at,store,sku,pieces,price,promo,coupon\n';

  it('also when they are far apart: the list, exact sums, the count, the earliest time', async () => {
    const messages = await through(
      mapping,
      `${header}a,1,2024-01-01T10:02,,x,1,0.1,0.01,\nb,2,2024-01-01T11:00,S2,y,3,5,,\na,1,2024-01-01T10:01,S1,z,2,0.2,0.02,0.3\n`,
    );
    expect(messages).toHaveLength(2);
    expect(messages[1]).toMatchObject({
      userId: 'a',
      timestamp: '2024-01-01T10:01:00.000Z',
      properties: {
        store: 'S1',
        products: [
          { sku: 'x', quantity: 1 },
          { sku: 'z', quantity: 2 },
        ],
        total: 0.3,
        discount: 0.33,
        lines: 2,
      },
    });
  });

  it('the same basket number of two customers is two events; ids do not depend on the order of rows', async () => {
    const rows = ['a,1,2024-01-01,S,x,1,1,,', 'b,1,2024-01-01,S,y,1,2,,', 'a,1,2024-01-01,S,z,1,3,,'];
    const forward = await through(mapping, `${header}${rows.join('\n')}\n`);
    const backward = await through(mapping, `${header}${rows.toReversed().join('\n')}\n`);
    const byId = (messages: { messageId?: unknown; properties?: unknown }[]) =>
      messages.map(({ messageId, properties }) => [messageId, (properties as { total: number }).total]).sort();
    expect(forward).toHaveLength(2);
    expect(byId(forward)).toEqual(byId(backward));
  });
});
