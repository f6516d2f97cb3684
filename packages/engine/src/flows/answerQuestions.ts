import { type Answer, conditionsMet, type JsonObject, type Question, type Rule } from '@parcours/core';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { groupBy } from '../grouping.js';
import type { Sql, Warehouse } from '../ports.js';
import { compileRuleQuery } from '../rules/compileRule.sql.js';
import { anyLinked } from '../rules/interactions.sql.js';
import { amongThem, didSince } from './questions.sql.js';
import { countMessages } from './runtime.sql.js';

/** What a flow asks about a customer. */
export interface Asked {
  readonly customer: string;
  readonly question: Question;
}

interface Ports {
  readonly sql: Sql;
  readonly warehouse: Warehouse;
}

/** What is the same for all questions of a workspace at one instant. */
export interface Setting {
  readonly workspaceId: string;
  readonly now: number;
  readonly linked: boolean;
  readonly live: Awaited<ReturnType<typeof loadDefinitions>>;
}

export const settingOf = async ({ sql, warehouse }: Ports, workspaceId: string, now: number): Promise<Setting> => {
  const [live, linking] = await Promise.all([
    loadDefinitions({ sql }, workspaceId),
    warehouse.query(anyLinked, { workspace: workspaceId }),
  ]);
  return { workspaceId, now, live, linked: linking.length > 0 };
};

/** Of some customers those a rule holds for. */
export const holdsFor = async (
  { warehouse }: Pick<Ports, 'warehouse'>,
  { workspaceId, now, live, linked }: Setting,
  rule: Rule,
  ids: readonly string[],
): Promise<ReadonlySet<string>> => {
  const { definitions, keyOf, timezone: zone } = live;
  const { text, parameters } = amongThem(
    compileRuleQuery({ workspaceId, rule, definitions, keyOf, zone, now, linked }),
    ids,
  );
  const rows = await warehouse.query<{ id: string }>(text, parameters);
  return new Set(rows.map(({ id }) => id));
};

interface Did {
  readonly id: string;
  readonly at: number;
  readonly message_id: string;
  readonly properties: string;
}

/** What some customers did: when, and with which properties, in order. */
export const whatTheyDid = async (
  { warehouse }: Pick<Ports, 'warehouse'>,
  { workspaceId, linked }: Pick<Setting, 'workspaceId' | 'linked'>,
  { event, where, since, until }: Omit<Extract<Question, { kind: 'done' }>, 'kind'> & { readonly until?: number },
  ids: readonly string[],
): Promise<{ id: string; at: number; properties: JsonObject }[]> => {
  const asked = { workspaceId, event, since, ids, linked, ...(until === undefined ? {} : { until }) };
  const { text, parameters } = didSince(asked);
  const rows = await warehouse.query<Did>(text, parameters);
  return [...new Map(rows.map((row) => [`${row.id} ${row.message_id}`, row])).values()]
    .map(({ id, at, properties }) => ({ id, at, properties: JSON.parse(properties) as JsonObject }))
    .filter(({ properties }) => conditionsMet(where, properties));
};

type Done = Asked & { readonly question: Extract<Question, { kind: 'done' }> };

const answerDone = async (ports: Ports, setting: Setting, asked: readonly Done[]): Promise<Answer[]> => {
  const since = Math.min(...asked.map(({ question }) => question.since));
  const [first] = asked as [Done];
  const ids = [...new Set(asked.map(({ customer }) => customer))];
  const did = groupBy(await whatTheyDid(ports, setting, { ...first.question, since }, ids), ({ id }) => id);
  return asked.map(({ customer, question }) => (did.get(customer) ?? []).some(({ at }) => at >= question.since));
};

const answerAlike = async (ports: Ports, setting: Setting, asked: readonly Asked[]): Promise<Answer[]> => {
  const [{ question }] = asked as [Asked];
  const ids = [...new Set(asked.map(({ customer }) => customer))];
  switch (question.kind) {
    case 'rule': {
      const those = await holdsFor(ports, setting, question.rule, ids);
      return asked.map(({ customer }) => those.has(customer));
    }
    case 'done':
      return answerDone(ports, setting, asked as readonly Done[]);
    case 'sent': {
      const rows = await ports.sql.query<{ id: string; sent: number }>(countMessages, [
        setting.workspaceId,
        ids,
        question.since,
      ]);
      const sent = new Map(rows.map((row) => [row.id, row.sent]));
      return asked.map(({ customer }) => sent.get(customer) ?? 0);
    }
  }
};

/** What is asked of many customers by one query: the question but for its instant. */
const kindOf = (question: Question): string =>
  JSON.stringify(question.kind === 'done' ? { ...question, since: 0 } : question);

/** Answers many questions, each kind by one query; in the order asked. */
export const answerQuestions = async (ports: Ports, setting: Setting, asked: readonly Asked[]): Promise<Answer[]> => {
  const placed = asked.map((one, place) => ({ one, place }));
  const answers: Answer[] = new Array(asked.length).fill(false);
  for (const alike of groupBy(placed, ({ one }) => kindOf(one.question)).values()) {
    const found = await answerAlike(
      ports,
      setting,
      alike.map(({ one }) => one),
    );
    for (const [at, { place }] of alike.entries()) answers[place] = found[at] as Answer;
  }
  return answers;
};
