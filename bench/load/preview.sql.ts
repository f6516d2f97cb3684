const EVENTS = [
  ...['Product Viewed', 'Product Viewed', 'Product Viewed', 'Product List Viewed', 'Products Searched'],
  ...['Product Added', 'Checkout Started', 'Order Completed', 'Email Opened', 'Product Reviewed'],
];

export const idOf = (number: string): string => {
  const hex = `lower(hex(MD5(toString(${number}))))`;
  const parts = [
    [1, 8],
    [9, 4],
    [13, 4],
    [17, 4],
    [21, 12],
  ].map(([at, size]) => `substring(${hex}, ${at}, ${size})`);
  return `toUUID(concat(${parts.join(", '-', ")}))`;
};

/** Interactions numbered `from` up to `to`, seeded by their numbers, over the last 360 days. */
export const fillInteractions = `
insert into interactions (workspace_id, profile_id, time, rank, message_id, event, user_id, anonymous_id, properties,
  context, outbound, imported, log_id)
select 'main', ${idOf('number % {customers:UInt64}')},
  fromUnixTimestamp64Milli({now:Int64} - toInt64(cityHash64(number, 1) % 31104000000)), 5, toString(number),
  ${`[${EVENTS.map((event) => `'${event}'`).join(', ')}]`}[1 + cityHash64(number, 2) % 10] as name,
  toString(number % {customers:UInt64}), '',
  concat('{"product_id":"p-', toString(cityHash64(number, 3) % 2000), '","category":"c-', toString(cityHash64(number, 4) % 9),
    '","price":', toString((cityHash64(number, 5) % 9000) / 100), ',"total":', toString((cityHash64(number, 5) % 9000) / 100),
    ',"rating":', toString(1 + cityHash64(number, 6) % 5), '}'),
  '{}', false, true, 1
from numbers({from:UInt64}, {to:UInt64} - {from:UInt64})`;

export const fillCustomers = `
insert into customers (workspace_id, customer_id, name, first_seen, last_seen, interactions)
select 'main', md5(n::text)::uuid, 'Customer ' || n, 0, 0, 1 from generate_series(0, $1::int - 1) as n`;

/** One profile in twenty is a part of the customer before it. */
export const linkProfiles = `
insert into profile_spans
select 'main', ${idOf('number * 20 + 1')}, 9007199254740991, ${idOf('number * 20')}, 1, 0 from numbers(intDiv({customers:UInt64}, 20))`;

const HELD = `countIf(event = 'Product Viewed' and time >= fromUnixTimestamp64Milli({since:Int64})) >= 2
  and sumIf(JSONExtractFloat(properties, 'total'), event = 'Order Completed') >= 100`;

/** The question of the preview as one writes it by hand where no profile is part of another. */
export const byHand = `
select toFloat64(count()) as customers from (
  select profile_id from interactions
  where workspace_id = 'main' and event in ('Product Viewed', 'Order Completed')
  group by profile_id having ${HELD}
)`;

/** The same where some are. */
export const byHandLinked = `
select toFloat64(count()) as customers from (
  select if(owned.customer_id = toUUID('00000000-0000-0000-0000-000000000000'), told.profile_id, owned.customer_id) as customer
  from interactions as told
  left join (select profile_id, customer_id from profile_spans final where workspace_id = 'main') as owned
    on owned.profile_id = told.profile_id
  where workspace_id = 'main' and event in ('Product Viewed', 'Order Completed')
  group by customer having ${HELD}
)`;
