/** Request bodies of a shop's traffic, made once and stamped anew for each request: unique messageIds, the time of sending. */
export interface Bodies {
  /** A batch of 100 events, different at each call. */
  next(): Buffer;
}

const EVENTS = [
  { share: 0.35, event: 'Product Viewed' },
  { share: 0.2, event: 'Product List Viewed' },
  { share: 0.1, event: 'Products Searched' },
  { share: 0.12, event: 'Product Added' },
  { share: 0.06, event: 'Cart Viewed' },
  { share: 0.05, event: 'Checkout Started' },
  { share: 0.07, event: 'Order Completed' },
  { share: 0.03, event: 'Email Opened' },
  { share: 0.02, event: 'Product Reviewed' },
] as const;

const PER_REQUEST = 100;
const VARIANTS = 1_000;
const ID_ROOM = 16;
const TIME_ROOM = 24;

/** A small seeded generator (mulberry32), so that runs send the same traffic. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

const pickEvent = (random: () => number): string => {
  let left = random();
  for (const { share, event } of EVENTS) {
    left -= share;
    if (left < 0) return event;
  }
  return 'Product Viewed';
};

const propertiesOf = (event: string, random: () => number): object => {
  const product = Math.floor(random() * 5_000);
  const common = {
    product_id: `p-${product}`,
    sku: `S${product}`,
    category: `cat-${product % 40}`,
    price: Math.floor(random() * 9000) / 100,
  };
  if (event === 'Order Completed') {
    return {
      order_id: `o-${Math.floor(random() * 1e9)}`,
      total: common.price * 2,
      currency: 'EUR',
      products: [common, common],
    };
  }
  return event === 'Product Reviewed' ? { ...common, rating: 1 + Math.floor(random() * 5) } : common;
};

const eventOf = (customers: number, random: () => number): object => {
  const event = pickEvent(random);
  return {
    type: 'track',
    messageId: '#'.repeat(ID_ROOM),
    timestamp: '@'.repeat(TIME_ROOM),
    userId: `u-${Math.floor(random() * customers)}`,
    event,
    properties: propertiesOf(event, random),
    context: {
      library: { name: 'bench', version: '1.0.0' },
      page: { path: '/catalogue', referrer: 'https://www.example.com/' },
      locale: 'fr-FR',
    },
  };
};

interface Variant {
  readonly body: Buffer;
  readonly ids: readonly number[];
  readonly times: readonly number[];
}

const offsetsOf = (body: string, mark: string): number[] => {
  const found: number[] = [];
  for (let at = body.indexOf(mark); at !== -1; at = body.indexOf(mark, at + mark.length)) found.push(at);
  return found;
};

const makeVariant = (customers: number, random: () => number): Variant => {
  const batch = Array.from({ length: PER_REQUEST }, () => eventOf(customers, random));
  const text = JSON.stringify({ batch, sentAt: '@'.repeat(TIME_ROOM) });
  return {
    body: Buffer.from(text),
    ids: offsetsOf(text, '#'.repeat(ID_ROOM)),
    times: offsetsOf(text, '@'.repeat(TIME_ROOM)),
  };
};

export const makeBodies = (customers: number, run: string): Bodies => {
  const random = seeded(42);
  const variants = Array.from({ length: VARIANTS }, () => makeVariant(customers, random));
  let made = 0;
  let sequence = 0;
  return {
    next: () => {
      const { body, ids, times } = variants[made++ % VARIANTS] as Variant;
      const stamped = Buffer.from(body);
      const now = new Date().toISOString();
      for (const at of times) stamped.write(now, at, 'latin1');
      for (const at of ids)
        stamped.write(`${run}${(sequence++).toString(36).padStart(ID_ROOM - run.length, '0')}`, at, 'latin1');
      return stamped;
    },
  };
};
