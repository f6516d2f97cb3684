import { Rejection } from '@parcours/core';

/** Why an event of somebody who was erased is not accepted. */
export const ERASED = new Rejection(
  'erased',
  'This event names somebody who was erased. Allow them again first, if that is what they want.',
);

/** Of such an event nothing is kept. */
export const forgottenPayload = '{}';
