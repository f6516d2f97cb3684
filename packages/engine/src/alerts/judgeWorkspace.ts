import { CALM, type Watch } from '@parcours/core';
import { readActive, readModelDays } from '../dashboard/readSeries.js';
import { daysUpTo, wholeDays } from '../dashboard/wholeDays.js';
import { modelsOf } from '../models/listModels.js';
import type { Clock, OperationalStore, Transaction, Warehouse } from '../ports.js';
import { readScope } from '../understand/scope.js';
import {
  forgetWatches,
  insertAlert,
  lockJudging,
  saveRun,
  saveWatches,
  selectOpen,
  selectRun,
  selectWatches,
  updateAlert,
} from './alerts.sql.js';
import { drawDays, type JudgedScene, judgeDays, type KeptAlert, type Scene } from './judgeDays.js';
import { activitySeries, type Series, seriesOfModel } from './series.js';

export interface AlertPorts {
  readonly operational: OperationalStore;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}

/** Days judged the first time: what departed lately is seen at once. */
const AT_FIRST = 28;

interface RunRow {
  readonly judged_until: number;
  readonly watched: number;
  readonly too_little: number;
}

/** All series of a workspace up to a day; none where nothing was ever collected. */
const readAll = async ({ warehouse, clock }: AlertPorts, sql: Transaction, workspaceId: string) => {
  const ports = { sql, warehouse, clock };
  const whole = { from: new Date(0).toISOString(), to: new Date(clock.now()).toISOString() };
  const scoped = await readScope(ports, { workspaceId, scope: { period: whole }, whole: true });
  const history = await wholeDays(ports, workspaceId, scoped.zone);
  if (!history.any || history.first > history.last) return null;
  const { last } = history;
  const days = daysUpTo(last, history.first, scoped.zone);
  const active = await readActive(ports, scoped, days);
  const series: Series[] = [activitySeries(active.byDay(({ people }) => people))];
  for (const { id, track, definition, active: inUse } of modelsOf(scoped.live)) {
    if (!inUse) continue;
    const stages = definition.stages.map((stage) => stage.id);
    series.push(...seriesOfModel(id, track, await readModelDays(ports, scoped, { track, stages }, days)));
  }
  return { series, last, first: days.first };
};

/** What a model that was changed, or is no longer in use, left open is over. */
const closeForgotten = (alerts: readonly KeptAlert[], known: ReadonlySet<string>, day: number): KeptAlert[] =>
  alerts.map((alert) => {
    const parts = alert.parts.map((part) =>
      known.has(part.series) ? part : { ...part, closedOn: part.closedOn ?? day },
    );
    const over = parts.every(({ closedOn }) => closedOn !== null);
    return { ...alert, parts, ...(over ? { closed_on: day, reason: 'changed' as const } : {}) };
  });

const keep = async (
  sql: Transaction,
  workspaceId: string,
  { scene, judged, last }: { scene: Scene; judged: JudgedScene; last: number },
): Promise<void> => {
  const rows = [...judged.watches].map(([series, watch]) => ({ series, watch }));
  await sql.query(saveWatches, [workspaceId, JSON.stringify(rows)]);
  await sql.query(forgetWatches, [workspaceId, scene.series.map(({ key }) => key)]);
  for (const { id, opened_on, closed_on, reason, found_at, parts, days } of drawDays(scene, judged, last)) {
    const told = [closed_on, reason, JSON.stringify(parts), JSON.stringify(days)];
    if (id !== null) await sql.query(updateAlert, [id, ...told]);
    else
      await sql.query(insertAlert, [
        ...[workspaceId, opened_on, closed_on, reason, found_at],
        ...[JSON.stringify(parts), JSON.stringify(days)],
      ]);
  }
  await sql.query(saveRun, [workspaceId, last, scene.now, scene.series.length, judged.tooLittle]);
};

/**
 * Looks at every whole day of a workspace that was not looked at yet, each once, and keeps the alerts it opens and closes, all at
 * once. Who comes while another does waits, and has nothing left to do.
 * @throws DomainError as readScope and askScoped
 */
export const judgeWorkspace = async (ports: AlertPorts, workspaceId: string): Promise<void> =>
  ports.operational.transaction(async (sql) => {
    await sql.query(lockJudging, [workspaceId]);
    const all = await readAll(ports, sql, workspaceId);
    if (!all) return;
    const { series, last } = all;
    const [run] = await sql.query<RunRow>(selectRun, [workspaceId]);
    if (run && run.judged_until >= last) {
      await sql.query(saveRun, [workspaceId, run.judged_until, ports.clock.now(), run.watched, run.too_little]);
      return;
    }
    const first = Math.max(all.first, run ? run.judged_until + 1 : last - AT_FIRST + 1);
    const rows = await sql.query<{ series: string; watch: Watch }>(selectWatches, [workspaceId]);
    const known = new Set(series.map(({ key }) => key));
    const open = await sql.query<KeptAlert>(selectOpen, [workspaceId]);
    const scene: Scene = {
      series,
      watches: new Map(
        rows.filter((row) => known.has(row.series)).map((row) => [row.series, { ...CALM, ...row.watch }]),
      ),
      alerts: closeForgotten(open, known, first),
      now: ports.clock.now(),
    };
    const judged = await judgeDays(scene, { first, last });
    await keep(sql, workspaceId, { scene, judged, last });
  });
