import { DomainError } from '@parcours/engine';
import type { ToldError } from './messages.js';

/** An error in a form that crosses threads with all it says. */
export const tellError = (error: unknown): ToldError => {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const { name, message, stack } = error;
  if (!(error instanceof DomainError)) return { name, message, stack };
  const { code, status, details } = error;
  return { name, message, stack, domain: { code, status, details } };
};

/** The error told, as itself again. */
export const errorTold = ({ name, message, stack, domain }: ToldError): Error => {
  const error = domain
    ? new DomainError(domain.code, domain.status as DomainError['status'], message, domain.details)
    : Object.assign(new Error(message), { name });
  if (stack !== undefined) error.stack = stack;
  return error;
};
