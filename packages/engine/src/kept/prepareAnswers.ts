import type { ReadPorts } from '../customers/readPorts.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { DomainError } from '../ports.js';
import * as text from './kept.sql.js';
import { keyOf, type Once, type Place } from './place.js';
import { usualQuestions } from './usualQuestions.js';

/** Gives what measures one of the usual questions of a workspace of more than `large` people, while one has no answer. */
export const preparing = ({ sql, clock }: ReadPorts, large: number, once: Once): (() => Promise<boolean>) => {
  /** What cannot be measured is not prepared again; periods pass, so there are few. */
  const costly = new Set<string>();
  const placesOf = async (workspaceId: string, zone: string): Promise<Place[]> => {
    const live = await loadDefinitions({ sql }, workspaceId);
    return usualQuestions(live, clock.now(), zone).map(({ question, period }) => ({
      workspaceId,
      question,
      ...period,
    }));
  };
  const prepareOne = async (place: Place): Promise<boolean> => {
    const key = JSON.stringify(keyOf(place));
    const [row] = await sql.query<{ kept: boolean }>(text.isKept, keyOf(place));
    if (row?.kept || costly.has(key)) return false;
    try {
      await once(place);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      costly.add(key);
    }
    return true;
  };
  return async () => {
    for (const { id, timezone } of await sql.query<{ id: string; timezone: string }>(text.largeWorkspaces, [large]))
      for (const place of await placesOf(id, timezone)) if (await prepareOne(place)) return true;
    return false;
  };
};
