import type { CohortsQuery, cohortPeopleQuerySchema, cohortsSchema, namedPeopleSchema } from '@parcours/core';
import type { z } from 'zod';
import { namedPage } from '../customers/namedPage.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { DomainError } from '../ports.js';
import { askScoped, toldPeriod } from '../understand/scope.js';
import { countRetained, peopleRetained } from './cohorts.sql.js';
import { readInteraction, readStart, readStepped } from './readCohorts.js';

export type Cohorts = z.infer<typeof cohortsSchema>;

const readCohorts = async (
  ports: ReadPorts,
  workspaceId: string,
  { by, start, returns, period, persona, segment, where }: CohortsQuery,
  whole: boolean,
) => {
  const scope = { period, persona, segment, where };
  const stepped = await readStepped(ports, { workspaceId, scope, whole }, by);
  return {
    stepped,
    start: readStart(stepped.scoped, start, whole),
    returns: readInteraction(returns, ['returns'], whole),
  };
};

/**
 * [COHORT-1] Retention: of those who began in each week or month, how many were active in each later one.
 * @throws DomainError as readScope and askScoped; period.long (400), cohorts.invalid (422), personal.rule (403), model.unknown,
 * stage.unknown, segment.unknown (404)
 */
export const measureCohorts = async (
  ports: ReadPorts,
  workspaceId: string,
  asked: CohortsQuery,
  whole: boolean,
): Promise<Cohorts> => {
  const { stepped, start, returns } = await readCohorts(ports, workspaceId, asked, whole);
  const { scoped, starts } = stepped;
  const rows = await askScoped<{ cohort: number; later: number; customers: number }>(
    ports.warehouse,
    countRetained(stepped, start, returns),
  );
  const found = new Map(rows.map(({ cohort, later, customers }) => [`${cohort} ${later}`, customers]));
  const cohorts = starts.map((at, index) => ({
    at: new Date(at).toISOString(),
    customers: found.get(`${index + 1} 0`) ?? 0,
    retained: starts.slice(index).map((_, later) => found.get(`${index + 1} ${later}`) ?? 0),
  }));
  return { period: toldPeriod(scoped), cohorts };
};

/** The number, from 1, of the week or month that begins at an instant. @throws DomainError step.unknown (422) */
export const stepAt = (starts: readonly number[], at: string): number => {
  const index = starts.indexOf(Date.parse(at));
  if (index >= 0) return index + 1;
  throw new DomainError('step.unknown', 422, `No week or month of this period begins at ${at}.`);
};

/**
 * Those of a cohort who were active so many steps later, page by page.
 * @throws DomainError as measureCohorts; step.unknown (422), cursor.invalid (400)
 */
export const listCohortPeople = async (
  ports: ReadPorts,
  workspaceId: string,
  { at, later, limit, cursor, ...asked }: z.infer<typeof cohortPeopleQuerySchema>,
  whole: boolean,
): Promise<z.infer<typeof namedPeopleSchema>> => {
  const { stepped, start, returns } = await readCohorts(ports, workspaceId, asked, whole);
  const cohort = stepAt(stepped.starts, at);
  return namedPage(ports, { workspaceId, limit, cursor }, (page) =>
    askScoped<{ customer: string }>(ports.warehouse, peopleRetained(stepped, { start, returns, cohort, later }, page)),
  );
};
