import {
  type Answer,
  type Asking,
  type Decision,
  decide,
  type Flow,
  isTimeZone,
  isWatched,
  type JsonObject,
  type Question,
} from '@parcours/core';
import { groupBy } from '../grouping.js';
import { answerQuestions, type Setting, settingOf } from './answerQuestions.js';
import { performEffect } from './performEffects.js';
import { insertPassed, selectDue, updateEnrolments } from './runtime.sql.js';
import type { FlowWork } from './runtimePorts.js';
import { loadVersions } from './versions.js';

const AT_ONCE = 1_000;
/** What depends on time alone is looked at this often, in ms [FLOW-3]. */
const LOOK_AGAIN = 3_600_000;

interface DueRow {
  readonly workspace_id: string;
  readonly id: string;
  readonly flow: string;
  readonly version: number;
  readonly entered: number;
  readonly node: string;
  readonly since: number;
  readonly customer_id: string | null;
  readonly traits: JsonObject | null;
  readonly timezone: string;
}

/** A decision being made: what it asks next, until it is made. */
interface Deciding {
  readonly row: DueRow;
  readonly customer: string;
  readonly flow: Flow;
  readonly asking: Asking<Decision>;
  step: IteratorResult<Question, Decision>;
}

/** A customer's own clock, where they said which. */
const zoneOf = (traits: JsonObject | null, fallback: string): string => {
  const own = traits?.['timezone'];
  return typeof own === 'string' && isTimeZone(own) ? own : fallback;
};

const begin = (row: DueRow, flow: Flow, customer: string, now: number): Deciding => {
  const { id, entered, node, since, traits, timezone } = row;
  const enrolment = { id, customer, entered, node, since, due: null, outcome: null };
  const asking = decide(flow, enrolment, { zone: zoneOf(traits, timezone), traits: traits ?? {} }, now);
  return { row, customer, flow, asking, step: asking.next() };
};

/** Answers everybody's next question together, until nobody has any. */
const decideAll = async (work: FlowWork, setting: Setting, all: readonly Deciding[]): Promise<void> => {
  for (;;) {
    const open = all.flatMap((one) =>
      one.step.done ? [] : [{ one, asked: { customer: one.customer, question: one.step.value } }],
    );
    if (open.length === 0) return;
    const answers = await answerQuestions(
      work,
      setting,
      open.map(({ asked }) => asked),
    );
    for (const [at, { one }] of open.entries()) one.step = one.asking.next(answers[at] as Answer);
  }
};

const rowOf = ({ row, customer, flow, step }: Deciding, now: number): object => {
  const { node, since, due, outcome } = (step.value as Decision).enrolment;
  const watched = isWatched(flow, node);
  const next = watched && due !== null ? Math.min(due, now + LOOK_AGAIN) : due;
  return { id: row.id, c: customer, n: node, s: since, d: next, w: watched, o: outcome };
};

/** Those of whom nobody is left, or whose version is: they are out. */
const lost = ({ id, customer_id }: DueRow, now: number): object => ({
  ...{ id, c: customer_id ?? id, n: null, s: now, d: null, w: false },
  o: 'gone',
});

const write = async (
  work: FlowWork,
  workspaceId: string,
  all: readonly Deciding[],
  gone: readonly DueRow[],
): Promise<void> => {
  const { sql, now } = work;
  const rows = [...all.map((one) => rowOf(one, now)), ...gone.map((one) => lost(one, now))];
  await sql.query(updateEnrolments, [workspaceId, JSON.stringify(rows)]);
  const passed = all.flatMap(({ row, step }) =>
    (step.value as Decision).passed.map(({ node: n, at: a, way: w, held: h }) => ({
      ...{ e: row.id, f: row.flow },
      ...{ n, a, w, h },
    })),
  );
  if (passed.length > 0) await sql.query(insertPassed, [workspaceId, JSON.stringify(passed)]);
  for (const { row, customer, step } of all) {
    const doing = { workspaceId, flow: row.flow, version: row.version, enrolment: row.id, customer };
    for (const effect of (step.value as Decision).effects) await performEffect(work, doing, effect);
  }
};

/** Of each customer one at a time, the flow of the highest priority first: what it sends counts for the others' caps. */
const firstOfEach = (rows: readonly Deciding[]): Deciding[] => {
  const first = new Map<string, Deciding>();
  for (const one of rows) {
    const before = first.get(one.customer);
    if (!before || one.flow.priority > before.flow.priority) first.set(one.customer, one);
  }
  return [...first.values()];
};

/** [FLOW-1] Takes those who are due on, many at once; false when nobody is. */
export const advanceDue = async (work: FlowWork): Promise<boolean> => {
  const { sql, now } = work;
  const due = await sql.query<DueRow>(selectDue, [now, AT_ONCE]);
  for (const [workspaceId, rows] of groupBy(due, ({ workspace_id }) => workspace_id)) {
    const flowOf = await loadVersions(sql, workspaceId, rows);
    const begun = rows.flatMap((row) => {
      const flow = flowOf(row.flow, row.version);
      return flow && row.customer_id !== null ? [begin(row, flow, row.customer_id, now)] : [];
    });
    const there = new Set(begun.map(({ row }) => row));
    const all = firstOfEach(begun);
    await decideAll(work, await settingOf(work, workspaceId, now), all);
    await write(
      work,
      workspaceId,
      all,
      rows.filter((row) => !there.has(row)),
    );
  }
  return due.length > 0;
};
