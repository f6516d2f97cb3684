/**
 * Makes the small backup that later versions must be able to restore: `node scripts/makeBackupFixture.mjs NAME`, to be run
 * once for each change of the schema that is worth keeping. Writes tests/backups/NAME.parcours, and NAME.json with what it holds.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, say, stop } from './root.mjs';

const [name] = process.argv.slice(2);
if (!name || !/^[\w-]+$/.test(name))
  stop('Name the fixture after its newest migrations: operational-0004-analytical-0002.');

const folder = mkdtempSync(join(tmpdir(), 'parcours-fixture-'));
chmodSync(folder, 0o755);
const data = join(folder, 'data');
const file = at('tests', 'backups', `${name}.parcours`);
const owner = { name: 'Ada Fixture', email: 'ada@example.org', password: 'a fixture is no secret' };

const parcours = (...words) => {
  const all = [at('scripts', 'parcours.mjs'), ...words, '--data', data, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  if (status !== 0) stop(`parcours ${words.join(' ')}: ${stderr}${stdout}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
};

const serve = () =>
  new Promise((resolve, reject) => {
    const server = spawn(
      process.execPath,
      [at('scripts', 'parcours.mjs'), 'start', '--port', '0', '--data', data, '--json'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    server.stdout.once('data', (line) => resolve({ server, url: JSON.parse(line).url }));
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });

const DAY = 86_400_000;
const start = Date.UTC(2024, 0, 8, 9);
const EVENTS = [
  'Product Viewed',
  'Product Viewed',
  'Product Added',
  'Order Completed',
  'Email Opened',
  'Product Reviewed',
];

/** What forty people do in a year: first on a device of their own, then signed in; two of them share one. */
function* doings() {
  for (let person = 0; person < 40; person++) {
    const anonymousId = person < 2 ? 'the kitchen tablet' : `device-${person}`;
    const userId = `person-${person}`;
    const traits = {
      email: `person${person}@example.org`,
      name: `Person n\u00ba ${person}`,
      note: 'tab\there, \u00e9, \\N',
    };
    yield { type: 'identify', userId, anonymousId, traits, day: 2 + person, id: `i-${person}` };
    for (let n = 0; n < 12; n++) {
      const event = EVENTS[(n * 7 + person) % EVENTS.length];
      const who = n === 0 ? { anonymousId } : n % 4 === 3 ? { userId, anonymousId } : { userId };
      const properties = {
        order_id: `${person}-${n}`,
        revenue: 10 + ((n * 13 + person) % 90),
        product_id: `p${n % 5}`,
      };
      yield { type: 'track', event, ...who, properties, day: person + n * (5 + (person % 9)), id: `t-${person}-${n}` };
    }
  }
}

const messageOf = ({ day, id, ...message }) => ({
  ...message,
  messageId: id,
  timestamp: new Date(start + day * DAY).toISOString(),
});

const send = async (url, key, batch) => {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await fetch(`${url}/v1/batch`, { method: 'POST', headers, body: JSON.stringify({ batch }) });
  if (!answer.ok) stop(`The fixture's events were refused: ${await answer.text()}`);
};

try {
  const { key } = parcours('key', 'create', '--kind', 'write', '--name', 'fixture');
  const { key: apiKey } = parcours('key', 'create', '--kind', 'api', '--name', 'fixture');
  const { server, url } = await serve();
  try {
    const body = JSON.stringify(owner);
    const headers = { 'content-type': 'application/json', origin: url };
    const made = await fetch(`${url}/api/session/owner`, { method: 'POST', headers, body });
    if (!made.ok) stop(`The fixture's account was refused: ${await made.text()}`);
    const messages = [...doings()].map(messageOf);
    // Every fifth comes late, some twice, and one says nothing of whom.
    const late = messages.filter((_, n) => n % 5 === 0);
    await send(
      url,
      key,
      messages.filter((_, n) => n % 5 !== 0),
    );
    await send(url, key, [...late, ...messages.slice(0, 9), { type: 'track', event: 'Nobody', messageId: 'nobody' }]);
    await send(url, key, [{ type: 'alias', userId: 'person-5', previousId: 'person-6', messageId: 'alias' }]);
    mkdirSync(at('tests', 'backups'), { recursive: true });
    const { tables } = parcours('backup', file, '--overwrite');
    const rows = Object.fromEntries(
      tables.filter(({ rows }) => rows > 0).map(({ store, name, rows }) => [`${store}/${name}`, rows]),
    );
    writeFileSync(file.replace(/parcours$/, 'json'), `${JSON.stringify({ owner, apiKey, rows }, null, 2)}\n`);
  } finally {
    server.removeAllListeners('exit');
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('exit', resolve));
  }
  say(`${file}: ${Math.round(statSync(file).size / 1024)} KB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
