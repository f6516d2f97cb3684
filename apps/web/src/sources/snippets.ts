export const DEMO_COMMAND = 'npm run demo';
export const IMPORT_COMMAND =
  'npm run parcours -- import orders.csv --map map.yaml --dry-run\nnpm run parcours -- import orders.csv --map map.yaml';

interface Where {
  /** The address of this server, without a slash at the end. */
  host: string;
  key: string;
}

const page = ({ host, key }: Where): string => `<script>
  (function (host, key) {
    var kept = 'parcours_visitor';
    var visitor = localStorage.getItem(kept) || crypto.randomUUID();
    localStorage.setItem(kept, visitor);
    function send(call, body) {
      body.writeKey = key;
      body.anonymousId = visitor;
      body.messageId = crypto.randomUUID();
      body.timestamp = new Date().toISOString();
      body.context = { page: { url: location.href, referrer: document.referrer, title: document.title } };
      fetch(host + '/v1/' + call, { method: 'POST', keepalive: true, body: JSON.stringify(body) });
    }
    window.parcours = {
      page: function (name) { send('page', { name: name, properties: { path: location.pathname } }); },
      track: function (event, properties) { send('track', { event: event, properties: properties || {} }); },
      identify: function (userId, traits) { send('identify', { userId: userId, traits: traits || {} }); }
    };
    parcours.page(document.title);
  })('${host}', '${key}');
</script>

<!-- Later, for example: -->
<script>
  parcours.track('Product Viewed', { name: 'Running shoes', price: 89.9, currency: 'EUR' });
  parcours.identify('customer-42', { email: 'ludovic@example.com', firstName: 'Ludovic' });
</script>`;

const browser = ({ host, key }: Where): string => `import { AnalyticsBrowser } from '@segment/analytics-next';

const analytics = AnalyticsBrowser.load(
  { writeKey: '${key}', cdnURL: '${host}' },
  {
    integrations: {
      'Segment.io': { apiHost: '${host.replace(/^https?:\/\//, '')}/v1', protocol: '${host.startsWith('https') ? 'https' : 'http'}' },
    },
  },
);

analytics.page();
analytics.track('Product Viewed', { name: 'Running shoes', price: 89.9, currency: 'EUR' });
analytics.identify('customer-42', { email: 'ludovic@example.com', firstName: 'Ludovic' });`;

const node = ({ host, key }: Where): string => `import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${host}' });

analytics.track({
  userId: 'customer-42',
  event: 'Order Completed',
  properties: { order_id: 'A-1001', total: 89.9, currency: 'EUR', products: [{ name: 'Running shoes', price: 89.9 }] },
});
await analytics.closeAndFlush();`;

const curl = ({ host, key }: Where): string => `curl ${host}/v1/track \\
  --user '${key}:' \\
  --header 'Content-Type: application/json' \\
  --data '{
    "userId": "customer-42",
    "event": "Order Completed",
    "properties": { "order_id": "A-1001", "total": 89.9, "currency": "EUR" }
  }'`;

/** Examples to paste, for this server and this key. */
export const SNIPPETS = { page, browser, node, curl } as const;
