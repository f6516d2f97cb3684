import { type Condition, conditionSchema } from '@parcours/core';
import { z } from 'zod';
import { DomainError } from '../ports.js';
import { refusePersonal } from './scope.js';

/** Conditions, as the address of a question tells them. @throws DomainError where.invalid (400) */
export const conditionsIn = (text: string | undefined): Condition[] => {
  if (text === undefined) return [];
  try {
    return z.array(conditionSchema).max(16).parse(JSON.parse(text));
  } catch {
    throw new DomainError('where.invalid', 400, '“where” is a list of at most 16 conditions, written as JSON.');
  }
};

/** The same, where they may be asked. @throws DomainError where.invalid (400), personal.where (403) */
export const admittedConditions = (text: string | undefined, whole: boolean): Condition[] => {
  const where = conditionsIn(text);
  refusePersonal(
    where.map(({ property }) => property),
    whole,
  );
  return where;
};
