import { type Movement, type MovementKind, type movementSchema, trackOf } from '@parcours/core';
import type { z } from 'zod';
import type { Live } from '../definitions/loadDefinitions.js';
import { aboutOf, whyInWords } from '../definitions/why.js';
import { iso } from './position.js';

export type MovementView = z.infer<typeof movementSchema>;

/** A row of the warehouse's movements; `at_ms` in ms, clause −1 for an enter rule, no cause for time alone. */
export interface MovementRow {
  readonly model: string;
  readonly value: string;
  readonly at_ms: number;
  readonly from_stage: string;
  readonly to_stage: string;
  readonly kind: MovementKind;
  readonly delta: number;
  readonly cause_message: string;
  readonly cause_event: string;
  readonly clause: number;
}

export const rowOfMovement = (movement: Movement): MovementRow => ({
  model: movement.model,
  value: movement.value,
  at_ms: movement.at,
  from_stage: movement.from ?? '',
  to_stage: movement.to ?? '',
  kind: movement.kind,
  delta: movement.delta,
  cause_message: movement.cause.by === 'interaction' ? movement.cause.messageId : '',
  cause_event: movement.cause.by === 'interaction' ? movement.cause.event : '',
  clause: movement.rule.on === 'enter' ? -1 : movement.rule.clause,
});

/** A movement with its why: the rule in words and the interaction it took. */
export const toMovement = (row: MovementRow, live: Live): MovementView => {
  const at = iso(row.at_ms);
  const moving = {
    model: row.model,
    value: row.value,
    from: row.from_stage === '' ? null : row.from_stage,
    to: row.to_stage === '' ? null : row.to_stage,
    clause: row.clause,
    event: row.cause_event === '' ? null : row.cause_event,
  };
  return {
    model: trackOf(row.model),
    about: aboutOf(live, moving),
    value: row.value,
    at,
    from: moving.from,
    to: moving.to,
    kind: row.kind,
    delta: row.delta,
    why: {
      rule: whyInWords(live, moving),
      cause:
        row.cause_event === '' && row.cause_message === ''
          ? null
          : { messageId: row.cause_message, event: row.cause_event, time: at },
    },
  };
};
