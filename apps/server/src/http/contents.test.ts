import { existsSync, readFileSync } from 'node:fs';
import { openTemplates, renderMessage } from '@parcours/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definePersonas } from '../testing/definitions.js';
import { NOW, type ReadServer, readServer } from '../testing/readServer.js';
import { askAs, signedIn } from '../testing/signIn.js';

/** Beside the repository, or beside the folder it is in. */
const NAUGHTY = ['../../../../../', '../../../../../../']
  .map((above) => new URL(`${above}shared/data/naughty-strings/blns.json`, import.meta.url))
  .find((file) => existsSync(file));
const ADA = '00000000-0000-4000-8000-000000000001';
const BOB = '00000000-0000-4000-8000-000000000002';
const LINKS = { unsubscribe: 'https://parcours.example/u?a=1&b=2', preferences: null };

const blocks = (...texts: string[]) => ({ kind: 'blocks', blocks: texts.map((text) => ({ kind: 'text', text })) });
const variant = (subject: string, text: string) => ({ subject, preheader: '', body: blocks(text) });
const email = (over: object = {}) => ({
  id: 'welcome',
  channel: 'email',
  name: { en: 'Welcome', fr: 'Bienvenue' },
  action: 'interest',
  stages: [{ model: 'aidar', stage: 'visitor' }],
  personas: [],
  variants: {
    en: variant('Hello {{ customer.first_name | default: "you" }}', 'Good day.'),
    fr: variant('Bonjour {{ customer.first_name | default: "vous" }}', 'Belle journée.'),
  },
  ...over,
});
const english = (subject: string, text = 'Good day.') => email({ variants: { en: variant(subject, text) } });

describe('contents', () => {
  let server: ReadServer;
  let editor: ReturnType<typeof askAs>;
  let analyst: ReturnType<typeof askAs>;
  let viewer: ReturnType<typeof askAs>;
  const put = (content: { id: string }, query = '') => editor('PUT', `/api/contents/${content.id}${query}`, content);
  const preview = async (content: object, over: object = {}) =>
    (await editor('POST', '/api/contents/preview', { content, ...over })).body;
  const render = (customer: string, content = 'welcome', workspace = 'main') =>
    renderMessage(
      { sql: server.store, clock: { now: () => NOW }, templates: openTemplates() },
      { workspace, content, customer, links: LINKS },
    );
  const addCustomer = async (id: string, traits: object) => {
    await server.store.query(
      `insert into profiles (workspace_id, profile_id, kind, value, customer_id) values ('main', $1, 'user', $2, $1)`,
      [id, id],
    );
    await server.store.query(
      `insert into customers (workspace_id, customer_id, traits, first_seen, last_seen, interactions)
       values ('main', $1, $2, 1, 1, 1)`,
      [id, JSON.stringify(traits)],
    );
  };

  beforeAll(async () => {
    server = await readServer();
    editor = askAs(server, (await signedIn(server, 'ada', { main: 'editor' })).cookie);
    analyst = askAs(server, (await signedIn(server, 'ann', { main: 'analyst' })).cookie);
    viewer = askAs(server, (await signedIn(server, 'vic', { main: 'viewer' })).cookie);
    await addCustomer(ADA, { firstName: 'Ada', language: 'fr-FR', city: 'Lyon' });
    await addCustomer(BOB, { city: ' ' });
  }, 120_000);
  afterAll(() => server?.stop());

  it('[CONTENT-1] keeps every version, and never overwrites what somebody else saved meanwhile', async () => {
    expect((await put(email(), '?version=0')).body).toMatchObject({ version: 1, savedBy: 'ada' });
    const both = await Promise.all([put(email(), '?version=1'), put(email(), '?version=1')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await viewer('GET', '/api/contents/welcome?version=1')).body.version).toBe(1);
    expect((await viewer('GET', '/api/contents/welcome/versions')).body.items).toHaveLength(2);
    await put(email({ id: 'gone' }));
    expect((await editor('DELETE', '/api/contents/gone')).status).toBe(200);
    expect((await editor('DELETE', '/api/contents/gone')).status).toBe(404);
    const { items } = (await viewer('GET', '/api/contents')).body;
    expect(items.map(({ content }: { content: { id: string } }) => content.id)).toEqual(['welcome']);
  });

  it('[CONTENT-6] speaks the customer’s language, else one it is written in', async () => {
    expect(await render(ADA)).toMatchObject({ subject: 'Bonjour Ada', language: 'fr' });
    expect(await render(BOB)).toMatchObject({ subject: 'Hello you', language: 'en' });
    await put(email({ id: 'french', variants: { fr: variant('Salut', 'Oui.') } }));
    expect(await render(BOB, 'french')).toMatchObject({ subject: 'Salut', language: 'fr' });
    await expect(render(ADA, 'welcome', 'other')).rejects.toMatchObject({ code: 'content.unknown' });
  });

  it('[CONTENT-5] gives every e-mail a way out, also in plain text', async () => {
    const sent = await render(ADA);
    expect(sent).toMatchObject({
      html: expect.stringContaining('href="https://parcours.example/u?a=1&amp;b=2"'),
      text: expect.stringContaining('Se désabonner (https://parcours.example/u?a=1&b=2)'),
    });
    const source =
      '<mjml><mj-body><mj-section><mj-column><mj-text>Hi</mj-text></mj-column></mj-section></mj-body></mjml>';
    const bare = email({ variants: { en: { subject: 'Hi', body: { kind: 'mjml', source } } } });
    const refused = await put(bare);
    expect(refused.status).toBe(422);
    expect(refused.body.error.details[0]).toMatchObject({
      code: 'unsubscribe',
      path: ['variants', 'en', 'body', 'source'],
    });
  });

  it('[CONTENT-2] names unknown variables and filters with the nearest known one, at their field', async () => {
    const said = async (subject: string) =>
      (await preview(english(subject))).problems.map(({ level, code, path, message }: Record<string, unknown>) => [
        level,
        code,
        path,
        (message as { en: string }).en,
      ]);
    const path = ['variants', 'en', 'subject'];
    expect(await said('{{ custmer.id }}')).toEqual([
      ['error', 'variable.unknown', path, 'there is no variable “custmer.id”; did you mean “customer.id”?'],
    ]);
    expect(await said('{{ customer.frist_name | default: "x" }}')).toEqual([
      [
        'warning',
        'variable.unseen',
        path,
        'no customer has “customer.frist_name”; did you mean “customer.first_name”?',
      ],
    ]);
    expect(await said('{{ language | upcas }}')).toEqual([
      ['error', 'filter.unknown', path, 'there is no filter “upcas”; did you mean “upcase”?'],
    ]);
    expect(await said('{{ position.aidar.stag | default: "x" }}')).toEqual([
      [
        'error',
        'variable.unknown',
        path,
        'there is no variable “position.aidar.stag”; did you mean “position.aidar.stage”?',
      ],
    ]);
    expect((await said('{% include "/etc/passwd" %}'))[0].slice(0, 2)).toEqual(['error', 'liquid']);
    expect((await said('{{ language'))[0].slice(0, 3)).toEqual(['error', 'liquid', path]);
    expect((await put(english('{{ custmer.id }}'))).status).toBe(422);
  });

  it('[CONTENT-4] tells how many lack a variable without default, and never sends it to them', async () => {
    const content = english(
      'From {{ customer.city }}',
      '{% if customer.firstName %}{{ customer.firstName }}{% endif %}.',
    );
    const { problems } = await preview(content);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ level: 'warning', code: 'variable.lacking' });
    expect(problems[0].message.en).toContain('1 of 2 customers have no “customer.city”');
    await put({ ...content, id: 'city' });
    expect(await render(ADA, 'city')).toMatchObject({ subject: 'From Lyon' });
    expect(await render(BOB, 'city')).toMatchObject({ problem: { code: 'variable.unfilled' } });
    expect(await preview(content, { customer: BOB })).toMatchObject({ message: null });
  });

  it('[CONTENT-3] refuses what could make more of a value than text', async () => {
    const mjml = (inner: string) =>
      email({
        variants: {
          en: {
            subject: 'Hi',
            body: {
              kind: 'mjml',
              source: `<mjml><mj-body><mj-section><mj-column><mj-text>{{ links.unsubscribe }} ${inner}</mj-text></mj-column></mj-section></mj-body></mjml>`,
            },
          },
        },
      });
    const codes = async (content: object) =>
      (await preview(content)).problems
        .map(({ code }: { code: string }) => code)
        .filter((code: string) => code !== 'variable.lacking');
    expect(await codes(mjml('<a href="https://x.example/{{ customer.city }}">{{ customer.city }}</a>'))).toEqual([]);
    expect(await codes(mjml('<a href="{{ customer.city }}">x</a>'))).toEqual(['address']);
    expect(await codes(mjml('<a href="javascript:alert(1)">x</a>'))).toEqual(['script']);
    expect(await codes(mjml('<p style="color:{{ customer.city }}">x</p>'))).toEqual(['place']);
    expect(await codes(mjml('<p {{ customer.city }}>x</p>'))).toEqual(['place']);
    expect(await codes(mjml('<img src="https://x.example/a" onerror="x">'))).toEqual(['script']);
    expect(await codes(mjml('<script>1</script>'))).toEqual(['script']);
    expect(await codes(mjml('{{ customer.city | raw }}'))).toContain('filter.unknown');
    expect(
      await codes(
        email({
          variants: {
            en: {
              subject: 'Hi',
              body: { kind: 'blocks', blocks: [{ kind: 'button', label: 'x', url: '{{ customer.city }}' }] },
            },
          },
        }),
      ),
    ).toContain('address');
  });

  it.skipIf(!NAUGHTY)(
    '[CONTENT-3] shows naughty values as text, wherever they are put (needs the naughty strings)',
    async () => {
      const content = english(
        '{{ customer.city }}',
        '{{ customer.city }} [x](https://x.example/?q={{ customer.city }})',
      );
      await put({ ...content, id: 'naughty' });
      const plain = ((await render(ADA, 'naughty')) as { html: string }).html;
      const tagsOf = (html: string) => html.match(/<\/?[a-z][^\s>/]*/gi)?.join();
      const ports = { sql: server.store, clock: { now: () => NOW }, templates: openTemplates() };
      for (const value of JSON.parse(readFileSync(NAUGHTY as URL, 'utf8')) as string[]) {
        if (value.includes('\u0000')) continue;
        await server.store.query('update customers set traits = $2 where customer_id = $1', [
          BOB,
          JSON.stringify({ city: `x${value}` }),
        ]);
        const sent = await renderMessage(ports, { workspace: 'main', content: 'naughty', customer: BOB, links: LINKS });
        if ('problem' in sent) throw new Error(`${value}: ${sent.problem.message.en}`);
        expect(tagsOf(sent.html), value).toBe(tagsOf(plain));
        expect(sent.html.match(/"/g)?.length, value).toBe(plain.match(/"/g)?.length);
        expect(sent.subject).not.toMatch(/[\r\n]/);
      }
    },
    60_000,
  );

  it('[CONTENT-7] shows where there is nothing to say', async () => {
    const matrix = async () => (await viewer('GET', '/api/contents/matrix?model=aidar')).body;
    const served = (body: { cells: { stage: string; persona: string | null; contents: { id: string }[] }[] }) =>
      body.cells
        .filter(({ contents }) => contents.some(({ id }) => id === 'runners'))
        .map(({ stage, persona }) => [stage, persona]);
    await put(email({ id: 'runners', stages: [{ model: 'aidar', stage: 'customer' }], personas: ['runner'] }));
    expect(served(await matrix())).toEqual([['customer', null]]);
    await definePersonas(server, 'main', ['runner', 'walker']);
    const body = await matrix();
    expect(served(body)).toEqual([['customer', 'runner']]);
    const empty = body.cells.filter(({ contents }: { contents: unknown[] }) => contents.length === 0);
    expect(
      empty.some(
        ({ stage, persona }: { stage: string; persona: string }) => stage === 'customer' && persona === 'walker',
      ),
    ).toBe(true);
    expect((await viewer('GET', '/api/contents/matrix?model=nope')).status).toBe(404);
  });

  it('[ACCESS-2] shows analysts the names of variables, never a customer’s values', async () => {
    const asked = { content: english('From {{ customer.city }}'), customer: ADA };
    expect((await editor('POST', '/api/contents/preview', asked)).body.message.subject).toBe('From Lyon');
    const seen = await analyst('POST', '/api/contents/preview', asked);
    expect(seen.body.message.subject).toBe('From ‹city›');
    expect(seen.text).not.toContain('Lyon');
  });

  it('[ACCESS-1] lets viewers read and editors write, each workspace its own, and tells the audit log', async () => {
    expect((await viewer('PUT', '/api/contents/welcome', email())).status).toBe(403);
    expect((await viewer('DELETE', '/api/contents/welcome')).status).toBe(403);
    expect((await askAs(server, '')('GET', '/api/contents')).status).toBe(401);
    expect((await server.get('/api/contents', server.keys.other)).body.items).toEqual([]);
    expect((await server.get('/api/contents/welcome', server.keys.other)).status).toBe(404);
    const { items } = (await server.get('/api/audit?action=content')).body;
    expect(
      items.some(
        ({ action, subject }: { action: string; subject: string }) => action === 'content.delete' && subject === 'gone',
      ),
    ).toBe(true);
  });

  it('refuses what it cannot keep, and says why', async () => {
    const refused: [object, number, string][] = [
      [email({ channel: 'pigeon' }), 422, 'content.invalid'],
      [email({ variants: {} }), 422, 'content.invalid'],
      [email({ id: 'other' }), 400, 'content.id'],
      [[] as object, 422, 'content.invalid'],
      [
        email({
          variants: {
            en: { subject: 'a', body: { kind: 'mjml', source: '<mjml><mj-body><mj-foo/></mj-body></mjml>' } },
          },
        }),
        422,
        'content.invalid',
      ],
      [
        email({ variants: { en: { subject: 'a', body: { kind: 'mjml', source: '<mjml><mj-body>' } } } }),
        422,
        'content.invalid',
      ],
    ];
    for (const [content, status, code] of refused) {
      const answer = await editor('PUT', '/api/contents/welcome', content);
      expect([answer.status, answer.body.error.code], JSON.stringify(content)).toEqual([status, code]);
    }
    expect((await editor('POST', '/api/contents/preview', { content: email(), customer: 'nobody' })).status).toBe(404);
    expect((await preview(english('{% for i in (1..100000000) %}{{ i }}{% endfor %}'))).message).toBeNull();
  });
});
