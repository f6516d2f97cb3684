import type { Touchpoints } from '@parcours/core';
import { type Clock, DomainError, type Warehouse } from '../ports.js';
import { isPersonalField } from '../rules/personal.js';
import { countTouchpoints, type TouchpointVolumes } from './countTouchpoints.js';
import { soundTouchpoints } from './saveTouchpoints.js';

const fieldsOf = ({ touchpoints }: Touchpoints): string[] =>
  touchpoints.flatMap(({ tests, place }) => [...tests, ...place].map(({ field }) => field));

/**
 * What the interactions of the last days would be by a draft catalogue.
 * @throws DomainError touchpoints.invalid (422), personal.rule (403)
 */
export const previewTouchpoints = async (
  ports: { warehouse: Warehouse; clock: Clock },
  { workspaceId, draft, days, whole }: { workspaceId: string; draft: unknown; days: number; whole: boolean },
): Promise<TouchpointVolumes> => {
  const catalogue = soundTouchpoints(draft);
  if (!whole && fieldsOf(catalogue).some(isPersonalField)) {
    const message = 'Your role sees customers without personal data, so it cannot classify by who they are.';
    throw new DomainError('personal.rule', 403, `${message} An owner can give you another role.`);
  }
  return countTouchpoints(ports, { workspaceId, catalogue, days });
};
