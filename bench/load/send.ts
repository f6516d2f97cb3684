import { Agent, request } from 'node:http';
import { makeBodies } from './bodies.js';

/** What the sending process is told on its command line, as JSON. */
export interface Sending {
  readonly url: string;
  readonly key: string;
  readonly seconds: number;
  readonly connections: number;
  readonly customers: number;
  readonly run: string;
}
export interface Sent {
  readonly requests: number;
  readonly interactions: number;
  readonly refused: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

const post = (agent: Agent, { url, key }: Sending, body: Buffer): Promise<number> =>
  new Promise((resolve, reject) => {
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/json', 'content-length': body.length };
    const asked = request(`${url}/v1/batch`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? 0));
    });
    asked.on('error', reject);
    asked.end(body);
  });

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Sends batches of 100 over some connections for some seconds; each connection waits for its answer. */
const send = async (sending: Sending): Promise<Sent> => {
  const bodies = makeBodies(sending.customers, sending.run);
  const agent = new Agent({ keepAlive: true, maxSockets: sending.connections });
  const latencies: number[] = [];
  let refused = 0;
  const started = performance.now();
  const until = started + sending.seconds * 1000;
  const connection = async (): Promise<void> => {
    while (performance.now() < until) {
      const begun = performance.now();
      const status = await post(agent, sending, bodies.next());
      if (status === 200) latencies.push(performance.now() - begun);
      else {
        refused++;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  };
  await Promise.all(Array.from({ length: sending.connections }, connection));
  const seconds = (performance.now() - started) / 1000;
  agent.destroy();
  const sorted = latencies.sort((a, b) => a - b);
  return {
    requests: sorted.length,
    interactions: sorted.length * 100,
    refused,
    seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
  };
};

const told = process.argv[2];
if (told) send(JSON.parse(told) as Sending).then((sent) => process.stdout.write(`${JSON.stringify(sent)}\n`));
