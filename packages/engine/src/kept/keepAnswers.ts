import type { ReadPorts } from '../customers/readPorts.js';
import { measureLanes } from '../lanes/measureLanes.js';
import { type Period, periodOf } from '../page/period.js';
import { DomainError } from '../ports.js';
import { betweenReplays } from '../replay/betweenReplays.js';
import { measureMap } from '../understand/measureMap.js';
import * as text from './kept.sql.js';
import { movedTo, type Question, read, write } from './question.js';

/** A workspace with more people than this is large: what is measured of it is kept. */
const LARGE = 100_000;
/** An answer older than this is given, and measured again behind, in ms. */
const FRESH = 60_000;
/** Answers nobody has read for so long are not kept, in ms. */
const UNREAD = 7 * 86_400_000;
/** The instant of the last reading is told at most this often, in ms. */
const TOLD_EVERY = 3_600_000;
/** A quarter of an hour, in ms. */
const QUARTER = 900_000;

const MEASURES = { map: measureMap, lanes: measureLanes };
type Answers = { [Name in keyof typeof MEASURES]: Awaited<ReturnType<(typeof MEASURES)[Name]>> };

/** What is asked of a measure; instants as ISO 8601. */
export interface KeptAsked {
  readonly model: string;
  readonly persona?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** When an answer was measured, and whether a newer one is being made. */
export interface Told {
  readonly measuredAt: string;
  readonly refreshing: boolean;
}

export interface Kept {
  /**
   * The answer kept for this question and period of days where there is one, measured again behind when it is older than a
   * minute; else the answer measured now. Small workspaces are always measured.
   * @throws DomainError as the measure does
   */
  get<Name extends keyof Answers>(measure: Name, workspaceId: string, asked: KeptAsked): Promise<Answers[Name] & Told>;
  /** Measures again what was read lately and can no longer be given: other definitions are live, or another day has come. Gives way to replays. */
  warm(): Promise<void>;
  /** Ends once nothing is measured behind any more. */
  idle(): Promise<void>;
}

interface Place extends Period {
  readonly workspaceId: string;
  readonly question: Question;
}
interface Row {
  readonly answer: object;
  readonly measured_at: number;
  readonly read_at: number;
}
interface DueRow {
  readonly workspace_id: string;
  readonly question: string;
  readonly period_from: number;
  readonly period_to: number;
  readonly read_at: number;
  readonly timezone: string;
}
interface Measured {
  readonly answer: object;
  readonly at: number;
}

const keyOf = ({ workspaceId, question, from, to }: Place) => [workspaceId, write(question), from, to] as const;

/** Periods of days are asked for again and again; days begin at a quarter of an hour in every zone. */
const isOfDays = ({ from, to }: Pick<KeptAsked, 'from' | 'to'>): boolean =>
  [from, to].every((instant) => instant !== undefined && Date.parse(instant) % QUARTER === 0);

/** Measures, and keeps what is measured of a large workspace. */
const measuring = async (ports: ReadPorts, large: number, place: Place, readAt: number | null): Promise<Measured> => {
  const { workspaceId, question, from, to } = place;
  const { measure, model, persona } = question;
  const { sql, clock } = ports;
  const at = clock.now();
  const [workspace] = await sql.query<{ generation: number }>(text.generationOf, [workspaceId]);
  const answer = await MEASURES[measure](ports, workspaceId, {
    ...{ model, persona: persona ?? undefined },
    ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString() },
  });
  const [size] = await sql.query<{ large: boolean }>(text.isLarge, [workspaceId, large]);
  if (workspace && size?.large) {
    const row = [workspace.generation, at, readAt ?? at, JSON.stringify(answer)];
    await sql.query(text.upsertKept, [...keyOf(place), ...row]);
  }
  return { answer, at };
};

/** Keeps answers that take long to measure, for whoever asks next. */
export const keepAnswers = (
  ports: ReadPorts & { readonly onError: (where: string, error: unknown) => void },
  { large = LARGE, fresh = FRESH }: { readonly large?: number; readonly fresh?: number } = {},
): Kept => {
  const { sql, clock } = ports;
  const mayBegin = betweenReplays(sql);
  const running = new Map<string, Promise<Measured>>();
  /** Whoever asks the same meanwhile waits for the same. */
  const once = (place: Place, readAt: number | null = null): Promise<Measured> => {
    const key = JSON.stringify(keyOf(place));
    const known = running.get(key);
    if (known) return known;
    const begun = measuring(ports, large, place, readAt).finally(() => running.delete(key));
    running.set(key, begun);
    return begun;
  };
  const renew = async ({ period_from: from, period_to: to, ...due }: DueRow): Promise<void> => {
    const now = clock.now();
    const moved = movedTo({ from, to }, now, due.timezone);
    const place = { workspaceId: due.workspace_id, question: read(due.question) };
    try {
      await once({ ...place, ...moved }, due.read_at);
    } catch (error) {
      // A model or persona that is no more has no answer, and what costs too much is not tried again and again.
      if (!(error instanceof DomainError)) throw error;
      await sql.query(text.deleteKept, keyOf({ ...place, from, to }));
    }
    if (moved.to !== to) await sql.query(text.deleteKept, keyOf({ ...place, from, to }));
  };
  return {
    async get(measure, workspaceId, { model, persona = null, ...asked }) {
      const now = clock.now();
      if (!isOfDays(asked)) {
        const answer = await MEASURES[measure](ports, workspaceId, { model, persona: persona ?? undefined, ...asked });
        return told(answer, now, false);
      }
      const place = { workspaceId, question: { measure, model, persona }, ...periodOf(asked, now) };
      const [row] = await sql.query<Row>(text.selectKept, keyOf(place));
      if (!row) {
        const { answer, at } = await once(place);
        return told(answer, at, false);
      }
      const old = now - row.measured_at > fresh;
      if (old) once(place).catch((error: unknown) => ports.onError('kept answers', error));
      if (now - row.read_at > TOLD_EVERY) await sql.query(text.markRead, [...keyOf(place), now]);
      return told(row.answer, row.measured_at, old);
    },
    async warm() {
      const now = clock.now();
      await sql.query(text.deleteUnread, [now - UNREAD]);
      for (const due of await sql.query<DueRow>(text.selectDue, [now])) {
        if (!(await mayBegin())) return;
        await renew(due);
      }
    },
    async idle() {
      await Promise.allSettled(running.values());
    },
  };
};

const told = <Answer>(answer: object, at: number, refreshing: boolean): Answer & Told => ({
  ...(answer as Answer),
  measuredAt: new Date(at).toISOString(),
  refreshing,
});
