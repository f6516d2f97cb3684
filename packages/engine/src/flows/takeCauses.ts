import { createHash } from 'node:crypto';
import { addDuration, enrol, type Flow, isHeldOut, parseDuration } from '@parcours/core';
import { groupBy } from '../grouping.js';
import { uuidOf } from '../identity/profileId.js';
import { holdsFor, settingOf } from './answerQuestions.js';
import { importedAmong } from './questions.sql.js';
import { deleteCauses, insertEnrolments, otherProfiles, selectCauses, selectEarlier } from './runtime.sql.js';
import type { FlowWork } from './runtimePorts.js';
import { loadVersions } from './versions.js';

const AT_ONCE = 1_000;

interface CauseRow {
  readonly id: number;
  readonly workspace_id: string;
  readonly flow: string;
  readonly begun_by: string;
  readonly begun_at: number;
  readonly detail: { readonly by?: 'time'; readonly message?: string };
  readonly customer_id: string | null;
  readonly state: string | null;
  readonly version: number | null;
  readonly imported_until: number | null;
}

/** A cause of a flow that is at work, of somebody who is there. */
interface Candidate extends CauseRow {
  readonly customer_id: string;
  readonly version: number;
  readonly definition: Flow;
}

interface Earlier {
  readonly i: number;
  readonly begun_by: string;
  readonly begun_at: number;
  readonly entered: number;
  readonly inside: boolean;
  readonly outcome: string | null;
}

/** Why somebody does not begin a flow. */
export type Refusal = 'reentry' | 'audience';

const later = (at: number, duration: string, zone: string): number => {
  const parsed = parseDuration(duration);
  return parsed ? addDuration(at, parsed, zone) : at;
};

/** The same thing was decided before: it is dated anew, or derived for whoever the customer was merged into. */
const isKnown = ({ begun_by, begun_at, definition }: Candidate, earlier: readonly Earlier[], zone: string): boolean =>
  earlier.some((one) => {
    if (one.begun_by !== begun_by) return false;
    const [first, second] = [Math.min(one.begun_at, begun_at), Math.max(one.begun_at, begun_at)];
    return second <= later(first, definition.freshness, zone);
  });

const mayEnter = ({ reentry }: Flow, earlier: readonly Earlier[], now: number, zone: string): boolean => {
  const before = earlier.filter(({ outcome }) => outcome !== 'refused');
  switch (reentry.kind) {
    case 'always':
      return true;
    case 'never':
      return before.length === 0;
    case 'afterExit':
      return !before.some(({ inside }) => inside);
    case 'every':
      return before.every(({ entered }) => later(entered, reentry.every, zone) <= now);
  }
};

/** Those whose interaction was imported begin nothing [ACT-2]. */
const importedMessages = async ({ warehouse, sql }: FlowWork, workspace: string, causes: readonly Candidate[]) => {
  const asked = causes.filter(({ detail }) => detail.message !== undefined);
  if (asked.length === 0) return new Set<string>();
  const customers = [...new Set(asked.map(({ customer_id }) => customer_id))];
  const linked = await sql.query<{ id: string }>(otherProfiles, [workspace, customers]);
  const profiles = [...customers, ...linked.map(({ id }) => id)];
  const messages = asked.map(({ detail }) => detail.message);
  const rows = await warehouse.query<{ message_id: string }>(importedAmong, { workspace, profiles, messages });
  return new Set(rows.map(({ message_id }) => message_id));
};

const idOf = ({ workspace_id, flow, customer_id, begun_by, begun_at }: Candidate): string =>
  uuidOf(
    createHash('md5')
      .update(JSON.stringify([workspace_id, flow, customer_id, begun_by, begun_at]))
      .digest('hex'),
  );

const rowOf = (candidate: Candidate, now: number, refusal: Refusal | null): object => {
  const { definition, version, customer_id, begun_by, begun_at } = candidate;
  const base = { f: definition.id, v: version, c: customer_id, b: begun_by, a: begun_at };
  const { id, entered, node, since, due } = enrol(definition, idOf(candidate), customer_id, now);
  const out = (o: string, r: string | null) => ({ ...base, id, e: entered, n: null, s: now, d: null, o, r });
  if (refusal) return out('refused', refusal);
  if (isHeldOut(definition, customer_id)) return out('holdout', null);
  return { ...base, id, e: entered, n: node, s: since, d: due, o: null, r: null };
};

const earlierOf = async ({ sql }: FlowWork, workspaceId: string, causes: readonly Candidate[]) => {
  const asked = causes.map(({ flow: f, customer_id: c }, i) => ({ i, f, c }));
  return groupBy(await sql.query<Earlier>(selectEarlier, [workspaceId, JSON.stringify(asked)]), ({ i }) => i);
};

const refusedByAudience = async (
  work: FlowWork,
  setting: Awaited<ReturnType<typeof settingOf>>,
  causes: readonly Candidate[],
): Promise<ReadonlySet<Candidate>> => {
  const refused = new Set<Candidate>();
  for (const own of groupBy(causes, ({ flow }) => flow).values()) {
    const audience = own[0]?.definition.audience;
    if (!audience) continue;
    const ids = [...new Set(own.map(({ customer_id }) => customer_id))];
    const those = await holdsFor(work, setting, audience, ids);
    for (const one of own) if (!those.has(one.customer_id)) refused.add(one);
  }
  return refused;
};

/** [FLOW-7] Decides, for some causes of one workspace, who begins what. */
const decideCauses = async (work: FlowWork, workspaceId: string, causes: readonly Candidate[]): Promise<void> => {
  const { now } = work;
  const setting = await settingOf(work, workspaceId, now);
  const zone = setting.live.timezone;
  const imported = await importedMessages(work, workspaceId, causes);
  const fresh = causes.filter(
    ({ begun_at, definition, detail, imported_until }) =>
      later(begun_at, definition.freshness, zone) >= now &&
      !(detail.message !== undefined && imported.has(detail.message)) &&
      !(detail.by === 'time' && imported_until !== null && begun_at <= imported_until),
  );
  if (fresh.length === 0) return;
  const earlier = await earlierOf(work, workspaceId, fresh);
  const none: readonly Earlier[] = [];
  const news = fresh
    .map((cause, i) => ({ cause, before: earlier.get(i) ?? none }))
    .filter(({ cause, before }) => !isKnown(cause, before, zone));
  const refused = await refusedByAudience(
    work,
    setting,
    news.map(({ cause }) => cause),
  );
  const rows = news.map(({ cause, before }) => {
    if (refused.has(cause)) return rowOf(cause, now, 'audience');
    return rowOf(cause, now, mayEnter(cause.definition, before, now, zone) ? null : 'reentry');
  });
  await work.sql.query(insertEnrolments, [workspaceId, JSON.stringify(rows)]);
};

/** Of each customer and flow the first cause only: what comes of it counts for the next. */
const firstOfEach = (causes: readonly CauseRow[]): CauseRow[] => [
  ...new Map([...causes].reverse().map((one) => [`${one.workspace_id} ${one.flow} ${one.customer_id}`, one])).values(),
];

/** Takes what the reader of the log and others noted, and enrols; false when nothing is ready. */
export const takeCauses = async (work: FlowWork): Promise<boolean> => {
  const found = await work.sql.query<CauseRow>(selectCauses, [AT_ONCE]);
  if (found.length === 0) return false;
  const taken = firstOfEach(found);
  for (const [workspaceId, own] of groupBy(taken, ({ workspace_id }) => workspace_id)) {
    const atWork = own.filter(({ state, customer_id }) => state === 'active' && customer_id !== null);
    const wanted = atWork.flatMap(({ flow, version }) => (version === null ? [] : [{ flow, version }]));
    const definitionOf = await loadVersions(work.sql, workspaceId, wanted);
    const causes = atWork.flatMap((one): Candidate[] => {
      const definition = one.version === null ? null : definitionOf(one.flow, one.version);
      return definition ? [{ ...(one as Candidate), definition }] : [];
    });
    if (causes.length > 0) await decideCauses(work, workspaceId, causes);
  }
  await work.sql.query(deleteCauses, [taken.map(({ id }) => id)]);
  return true;
};
