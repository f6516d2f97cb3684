import { DomainError } from '../ports.js';
import type { Live } from './loadDefinitions.js';

/**
 * The persona asked for, null where none is.
 * @throws DomainError persona.unknown (404)
 */
export const personaOf = ({ definitions: { personas } }: Live, asked: string | undefined): string | null => {
  if (asked === undefined || asked === '') return null;
  if ([...(personas?.personas ?? []), personas?.fallback].some((one) => one?.id === asked)) return asked;
  throw new DomainError('persona.unknown', 404, `There is no persona “${asked}” in this workspace.`);
};
