import { idOf } from './preview.sql.js';

/** Of each kind of customer, what ten interactions are. */
const HABITS = [
  [
    'Order Completed',
    'Order Completed',
    ...Array<string>(5).fill('Product Viewed'),
    ...Array<string>(3).fill('Page Viewed'),
  ],
  [...Array<string>(6).fill('Guide Read'), ...Array<string>(3).fill('Page Viewed'), 'Product Viewed'],
  [...Array<string>(4).fill('Email Opened'), ...Array<string>(5).fill('Page Viewed'), 'Product Added'],
];
const listOf = (events: readonly string[]): string => `[${events.map((event) => `'${event}'`).join(', ')}]`;

/** Interactions numbered `from` up to `to` of customers of three kinds, each with habits of its own, over 360 days. */
export const fillHabits = `
insert into interactions (workspace_id, profile_id, time, rank, message_id, event, user_id, anonymous_id, properties, context, outbound,
  imported, log_id)
select 'main', ${idOf('number % {customers:UInt64}')},
  fromUnixTimestamp64Milli({now:Int64} - toInt64(cityHash64(number, 1) % 31104000000)), 5, toString(number),
  [${HABITS.map(listOf).join(', ')}][1 + number % {customers:UInt64} % 3][1 + cityHash64(number, 2) % 10] as name,
  '', '', concat('{"category":"c-', toString(cityHash64(number, 4) % 9), '","product_id":"p-', toString(cityHash64(number, 6) % 50),
    '","total":', toString(cityHash64(number, 5) % 90), '}'),
  '{}', false, true, 1
from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`;
