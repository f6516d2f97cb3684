import { countValues, quintileScores } from '@parcours/core';
import { Temporal } from 'temporal-polyfill';
import type { Transaction } from '../ports.js';
import type { FitPorts, KeptFit } from './keptFits.js';
import { type Measured, measureValue, type ValueAnswer } from './measureValue.js';
import * as text from './value.sql.js';
import { askValue, USUAL, type ValueQuestion } from './valueQuestion.js';

const LINES_AT_ONCE = 20_000;
const NULL = '\\N';

/** The instant at which a day of the zone begins, in ms, by day; a day is asked for many times. */
const startsIn = (zone: string): ((day: number) => number) => {
  const known = new Map<number, number>();
  const epoch = Temporal.PlainDate.from('1970-01-01');
  return (day) => {
    const start = known.get(day) ?? epoch.add({ days: day }).toZonedDateTime({ timeZone: zone }).epochMilliseconds;
    known.set(day, start);
    return start;
  };
};

/** [VALUE-3] One line per customer, in COPY form. */
function* linesOf({ buyers, outlooks }: Measured, { workspaceId, zone, lastDay }: ValueQuestion): Iterable<string> {
  const startOf = startsIn(zone);
  const [recency, frequency, monetary] = [buyers.last, buyers.days, buyers.spent].map((values) =>
    quintileScores(countValues(values)),
  ) as [Map<number, number>, Map<number, number>, Map<number, number>];
  for (const [at, id] of buyers.id.entries()) {
    const [days, spent, last] = [buyers.days[at], buyers.spent[at], buyers.last[at]] as [number, number, number];
    const outlook = outlooks[at];
    const nextIn = outlook?.nextIn ?? null;
    const cells = [
      ...[workspaceId, id, days, spent, startOf(buyers.first[at] as number), startOf(last)],
      ...[outlook?.alive, outlook?.expected, outlook?.mean, outlook?.value],
      ...[nextIn === null ? null : startOf(lastDay + nextIn)],
      ...[recency.get(last), frequency.get(days), monetary.get(spent)],
    ];
    yield cells.map((cell) => cell ?? NULL).join('\t');
  }
}

const copyAll = async (sql: Transaction, lines: Iterable<string>): Promise<void> => {
  let some: string[] = [];
  const flush = async () => {
    if (some.length > 0) await sql.copy(text.NEW_TABLE, text.COLUMNS, some);
    some = [];
  };
  for (const line of lines) {
    some.push(line);
    if (some.length === LINES_AT_ONCE) await flush();
  }
  await flush();
};

const measureAndKeep = async (
  sql: Transaction,
  { warehouse, clock }: FitPorts,
  asked: ValueQuestion,
): Promise<ValueAnswer> => {
  const [began, started] = [clock.now(), performance.now()];
  const measured = await measureValue({ warehouse }, asked, began);
  const purchases = measured.buyers.days.reduce((sum, days) => sum + days, 0);
  await sql.query(text.makeNewTable);
  await copyAll(sql, linesOf(measured, asked));
  await sql.query(text.clearCustomers, [asked.workspaceId]);
  await sql.query(text.keepCustomers);
  const took = Math.round(performance.now() - started);
  const answer = JSON.stringify(measured.answer);
  await sql.query(text.saveModel, [asked.workspaceId, began, took, asked.mark, purchases, answer]);
  return measured.answer;
};

/**
 * [VALUE-2] Measures the workspace as usual and keeps the answer with what it says of each customer, all at once; who comes while
 * another measures waits for that answer, and where nothing has changed it stays. Null where there is no interaction yet.
 */
export const keepValue = async (ports: FitPorts, workspaceId: string): Promise<ValueAnswer | null> => {
  const { operational, warehouse, clock } = ports;
  return operational.transaction(async (sql) => {
    await sql.query(text.lockWorkspace, [workspaceId]);
    const asked = await askValue({ sql, warehouse, clock }, { workspaceId, whole: true }, USUAL);
    if (!asked) return null;
    const [kept] = await sql.query<KeptFit<ValueAnswer>>(text.selectModel, [workspaceId]);
    if (kept?.mark !== asked.mark) return measureAndKeep(sql, ports, asked);
    await sql.query(text.noteLooked, [workspaceId, clock.now()]);
    return kept.model;
  });
};
