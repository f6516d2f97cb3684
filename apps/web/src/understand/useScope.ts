import { type Condition, type Scope, scopeSchema } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { personasQuery, segmentsQuery } from '../api/definitions.js';
import { usePeriod } from '../period/period.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { type Named, usePersonas, useSegments } from '../strength/useBelongs.js';

/** What an address says as JSON; null for what is none. */
export const jsonIn = (text: string | undefined): unknown => {
  if (text === undefined) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The conditions an address asks for; what it says badly asks nothing. */
export const conditionsIn = (text: string | undefined): Condition[] => {
  const read = scopeSchema.shape.where.safeParse(jsonIn(text));
  return read.success ? (read.data ?? []) : [];
};

/** One that is not known is left aside once that is sure. */
const chosenOf = (asked: string | undefined, known: readonly Named[], sure: boolean): string | undefined =>
  sure && !known.some(({ value }) => value === asked) ? undefined : asked;

/** What an analysis is about, as the address says: the period, whose interactions, and which of them. */
export const useScope = (): Scope => {
  const [{ persona, segment, where }] = useAddress();
  const workspace = useWorkspace();
  const { from, to } = usePeriod();
  const [personas, segments] = [usePersonas(), useSegments()];
  const surePersonas = useQuery(personasQuery(workspace.id)).isSuccess;
  const sureSegments = useQuery(segmentsQuery(workspace.id)).isSuccess;
  const ofPersona = chosenOf(persona, personas, surePersonas);
  const inSegment = chosenOf(segment, segments, sureSegments);
  return useMemo(() => {
    const conditions = conditionsIn(where);
    return {
      period: { from, to },
      ...(ofPersona ? { persona: ofPersona } : {}),
      ...(inSegment ? { segment: inSegment } : {}),
      ...(conditions.length > 0 ? { where: conditions } : {}),
    };
  }, [from, to, ofPersona, inSegment, where]);
};
