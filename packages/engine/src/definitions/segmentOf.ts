import { DomainError } from '../ports.js';
import type { Live } from './loadDefinitions.js';

/**
 * The segment asked for, null where none is.
 * @throws DomainError segment.unknown (404)
 */
export const segmentOf = ({ definitions: { segments } }: Live, asked: string | undefined): string | null => {
  if (asked === undefined) return null;
  if (segments.some(({ id }) => id === asked)) return asked;
  throw new DomainError('segment.unknown', 404, `There is no segment “${asked}” in this workspace.`);
};
