import { MOMENT_TRACK } from '@parcours/core';
import type { Live } from '../definitions/loadDefinitions.js';
import { momentPeopleWithin } from '../lanes/measured.sql.js';
import type { Period } from '../page/period.js';
import { DomainError, type Warehouse } from '../ports.js';
import { momentPeople, momentPeopleWho } from './impact.sql.js';

export interface MomentAsked extends Period {
  readonly workspaceId: string;
  readonly moment: string;
  /** Only those who were on this model's journey then; with forward and back, those who moved so within 30 days. */
  readonly then: 'followed' | 'forward' | 'back' | null;
  readonly model: string;
  /** Only those who stood in this stage of the model then; any when null. */
  readonly within: string | null;
}

const TOWARD = { followed: 0, forward: 1, back: -1 } as const;

/**
 * Ids of the customers to whom a moment of truth happened in the period.
 * @throws DomainError moment.unknown (404), within.then (400)
 */
export const listMomentPeople = async (
  { warehouse }: { warehouse: Warehouse },
  live: Live,
  { workspaceId, moment, then, model, within, from, to }: MomentAsked,
): Promise<string[]> => {
  if (!live.definitions.moments.some(({ id }) => id === moment))
    throw new DomainError('moment.unknown', 404, `There is no moment of truth “${moment}” in this workspace.`);
  if (then !== null && within !== null)
    throw new DomainError(
      'within.then',
      400,
      'Ask either how people moved after a moment, or in which stage it happened.',
    );
  const text = within !== null ? momentPeopleWithin : then === null ? momentPeople : momentPeopleWho;
  const rows = await warehouse.query<{ customer_id: string }>(text, {
    ...{ workspace: workspaceId, moments: live.keyOf(MOMENT_TRACK), moment, model, from, to },
    ...{ stage: within ?? '', toward: then === null ? 0 : TOWARD[then] },
  });
  return rows.map(({ customer_id }) => customer_id);
};
