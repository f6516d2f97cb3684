import { parseArgs } from 'node:util';
import { median, report, round } from './results.js';

/**
 * How long a running server takes to tell what customers may buy next, one after another:
 * `npm run bench:recommend -- --url http://127.0.0.1:4000 --key KEY --workspace retailer`. Start it with `npm run parcours -- demo`.
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4000' },
    key: { type: 'string', default: '' },
    workspace: { type: 'string', default: 'retailer' },
    asked: { type: 'string', default: '500' },
  },
});
const headers = { authorization: `Bearer ${values.key}` };
const read = async (path: string): Promise<unknown> => {
  const answer = await fetch(`${values.url}${path}`, { headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
};
const within = `workspace=${encodeURIComponent(values.workspace)}`;

const model = (await read(`/api/recommendations/model?${within}`)) as { method: string; products: number };
const { items } = (await read(`/api/customers?${within}&limit=100`)) as { items: { id: string }[] };
if (items.length === 0) throw new Error('There is no customer to ask about.');

const times: number[] = [];
for (let at = 0; at < Number(values.asked); at++) {
  const customer = items[at % items.length] as { id: string };
  const began = performance.now();
  await read(`/api/customers/${customer.id}/next?${within}&limit=20`);
  times.push(performance.now() - began);
}
times.sort((a, b) => a - b);
const slow = times[Math.floor(times.length * 0.95)] as number;
report({
  ...{ bench: 'recommend', method: model.method, products: model.products, asked: times.length },
  ...{ ms: round(median(times), 2), ms95: round(slow, 2), target: 10 },
});
