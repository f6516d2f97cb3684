import { MOMENT_TRACK } from '@parcours/core';
import type { Live } from '../definitions/loadDefinitions.js';
import type { Period } from '../page/period.js';
import { DomainError, type Warehouse } from '../ports.js';
import { momentPeople, momentPeopleWho } from './impact.sql.js';

export interface MomentAsked extends Period {
  readonly workspaceId: string;
  readonly moment: string;
  /** Only those who were on this model's journey then; with forward and back, those who moved so within 30 days. */
  readonly then: 'followed' | 'forward' | 'back' | null;
  readonly model: string;
}

const TOWARD = { followed: 0, forward: 1, back: -1 } as const;

/**
 * Ids of the customers to whom a moment of truth happened in the period.
 * @throws DomainError moment.unknown (404)
 */
export const listMomentPeople = async (
  { warehouse }: { warehouse: Warehouse },
  live: Live,
  { workspaceId, moment, then, model, from, to }: MomentAsked,
): Promise<string[]> => {
  if (!live.definitions.moments.some(({ id }) => id === moment))
    throw new DomainError('moment.unknown', 404, `There is no moment of truth “${moment}” in this workspace.`);
  const rows = await warehouse.query<{ customer_id: string }>(then === null ? momentPeople : momentPeopleWho, {
    ...{ workspace: workspaceId, moments: live.keyOf(MOMENT_TRACK), moment, model, from, to },
    toward: then === null ? 0 : TOWARD[then],
  });
  return rows.map(({ customer_id }) => customer_id);
};
