import { type Alert, type Alerts, type alertsQuerySchema, FALSE_EVERY, LEARNT, type Opening } from '@parcours/core';
import type { z } from 'zod';
import { dateOfDay, dayAt } from '../dashboard/days.js';
import { openingsOf } from '../dashboard/openings.js';
import type { Clock, Sql } from '../ports.js';
import { readWorkspace } from '../workspaces/changeWorkspace.js';
import { selectAlerts, selectRun } from './alerts.sql.js';
import type { KeptAlert, Part } from './judgeDays.js';

/** Alerts older than that are not listed unless they are open. */
const LISTED_DAYS = 90;

const openingOf = ({ kind, model, stage, to, by }: Part, opened: number): Opening => {
  const from = dateOfDay(opened - (by === 'week' ? 6 : 0));
  const openings = openingsOf({ model, from, to: dateOfDay(opened) });
  if (kind === 'activity') return openings.active();
  if (kind === 'stage') return openings.standing(stage ?? '');
  if (kind === 'back') return openings.moved('back', stage ?? '');
  return stage === null ? openings.moved('arrived', to ?? '') : openings.moved('onward', stage, to ?? '');
};

/** An alert as it is told. */
export const viewAlert = ({ id, opened_on, closed_on, reason, parts, days }: KeptAlert): Alert => {
  const [head, ...others] = parts;
  const told = ({ series: _, closedOn: __, ...part }: Part) => part;
  return {
    ...told(head as Part),
    id: id ?? '',
    openedOn: dateOfDay(opened_on),
    closedOn: closed_on === null ? null : dateOfDay(closed_on),
    reason,
    also: others.map(told),
    open: openingOf(head as Part, opened_on),
    days: [...days],
  };
};

/** What departs from the usual in a workspace, and did in the last ninety days, what is open first. */
export const listAlerts = async (
  { sql, clock }: { readonly sql: Sql; readonly clock: Clock },
  workspaceId: string,
  { open }: z.infer<typeof alertsQuerySchema>,
): Promise<Alerts> => {
  const { timezone } = await readWorkspace({ sql }, workspaceId);
  const since = dayAt(clock.now(), timezone) - LISTED_DAYS;
  const [[run], rows] = await Promise.all([
    sql.query<{ judged_until: number; watched: number; too_little: number }>(selectRun, [workspaceId]),
    sql.query<KeptAlert>(selectAlerts, [workspaceId, open, since]),
  ]);
  return {
    judgedUntil: run ? dateOfDay(run.judged_until) : null,
    watched: run?.watched ?? 0,
    tooLittle: run?.too_little ?? 0,
    needed: { days: LEARNT.days, events: LEARNT.events },
    falseEvery: FALSE_EVERY,
    items: rows.map(viewAlert),
  };
};
