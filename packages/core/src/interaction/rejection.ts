/** Why an event was not accepted. The page translates by code; `message` says it in words a person can act on. */
export const REJECTION_CODES = [
  'not_an_object',
  'unknown_type',
  'missing_identity',
  'invalid_id',
  'missing_event',
  'missing_group',
  'missing_previous_id',
  'wrong_type',
  'invalid_time',
  'before_1970',
  'too_large',
  'too_deep',
  'malformed_json',
  'invalid_batch',
  'erased',
] as const;
export type RejectionCode = (typeof REJECTION_CODES)[number];

export class Rejection {
  constructor(
    readonly code: RejectionCode,
    readonly message: string,
    /** The field at fault, as the sender wrote it; null when the whole event is. */
    readonly field: string | null = null,
  ) {}
}
