import { type Condition, type Scope, startOfDay } from '@parcours/core';
import type { ReadPorts } from '../customers/readPorts.js';
import { type Live, loadDefinitions } from '../definitions/loadDefinitions.js';
import { personaOf } from '../definitions/personaOf.js';
import { segmentOf } from '../definitions/segmentOf.js';
import { type Period, periodOf } from '../page/period.js';
import { DomainError, type Warehouse } from '../ports.js';
import { anyLinked } from '../rules/interactions.sql.js';
import { isPersonalField } from '../rules/personal.js';
import { askBounded, type Query } from '../warehouse/askBounded.js';

/** A scope read: its period in ms, and what a query of it is compiled with. */
export interface Scoped extends Period {
  readonly workspaceId: string;
  readonly live: Live;
  readonly now: number;
  /** The workspace's IANA zone. */
  readonly zone: string;
  /** False where no profile of the workspace is part of another customer. */
  readonly linked: boolean;
  readonly persona: string | null;
  readonly segment: string | null;
  readonly where: readonly Condition[];
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);

/** Days begin in the workspace's zone. */
const instantOf = (text: string, zone: string): string =>
  isDay(text) ? new Date(startOfDay(text, zone)).toISOString() : text;

/** @throws DomainError personal.where (403) for those who see no personal data [ACCESS-2] */
export const refusePersonal = (properties: readonly string[], whole: boolean): void => {
  const asked = properties.find(isPersonalField);
  if (whole || asked === undefined) return;
  const message = `Your role sees customers without personal data, so it cannot ask for “${asked}”.`;
  throw new DomainError('personal.where', 403, `${message} An owner can give you another role.`);
};

/**
 * What an analysis is asked about, sound in this workspace. `whole` is false for those who see no personal data.
 * @throws DomainError period.invalid (400), persona.unknown, segment.unknown (404), personal.where (403)
 */
export const readScope = async (
  { sql, warehouse, clock }: ReadPorts,
  { workspaceId, scope, whole }: { readonly workspaceId: string; readonly scope: Scope; readonly whole: boolean },
): Promise<Scoped> => {
  const where = scope.where ?? [];
  refusePersonal(
    where.map(({ property }) => property),
    whole,
  );
  const [live, linking] = await Promise.all([
    loadDefinitions({ sql }, workspaceId),
    warehouse.query(anyLinked, { workspace: workspaceId }),
  ]);
  const [now, zone] = [clock.now(), live.timezone];
  const { from, to } = scope.period;
  return {
    workspaceId,
    live,
    now,
    zone,
    ...periodOf({ from: instantOf(from, zone), to: instantOf(to, zone) }, now),
    linked: linking.length > 0,
    persona: personaOf(live, scope.persona),
    segment: segmentOf(live, scope.segment),
    where,
  };
};

/** The period of a scope as it is answered. */
export const toldPeriod = ({ from, to }: Period): { from: string; to: string } => ({
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
});

/** After this many seconds an analysis is stopped, and at this many bytes. */
export const LIMITS = { maxSeconds: 20, maxMemory: 1_200_000_000 } as const;

/**
 * Asks the question of an analysis, within the limits that all of them have.
 * @throws DomainError analysis.costly (422) when it would take more
 */
export const askScoped = <Row>(
  warehouse: Warehouse,
  query: Query,
  limits: { readonly maxSeconds?: number; readonly maxMemory?: number } = {},
): Promise<Row[]> => {
  const message =
    'This takes too long, or too much memory, to answer on this history. Ask of a shorter period, or of fewer people.';
  return askBounded<Row>(warehouse, query, { ...LIMITS, ...limits, refusal: { code: 'analysis.costly', message } });
};

/** What a method that needs more data than there is says [422]: how much of what it needs, and how much there is. */
export const tooLittle = (
  of: 'customers' | 'interactions' | 'purchases' | 'journeys' | 'moved' | 'stayed',
  { needed, found, ...more }: { readonly needed: number; readonly found: number; readonly waiting?: number },
): DomainError => {
  const whom = of === 'moved' ? 'customers it happened to' : of === 'stayed' ? 'customers it did not happen to' : of;
  const message = `This needs at least ${needed} ${whom} in what is looked at, and there are ${found}. Ask of a longer period, or of more people.`;
  return new DomainError('data.tooLittle', 422, message, { of, needed, found, ...more });
};
