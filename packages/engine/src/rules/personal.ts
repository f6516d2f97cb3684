import type { Rule } from '@parcours/core';
import { DomainError } from '../ports.js';

/** What says who somebody is, wherever it is told. */
const TELLING = [
  ...['firstName', 'first_name', 'lastName', 'last_name', 'username', 'email', 'phone', 'birthday', 'birthdate'],
  ...['address', 'avatar', 'ip', 'iban'],
];
const ANYWHERE = new Set(TELLING);
/** Of a customer also these; of a product or a page they are no secret. */
const AMONG_TRAITS = new Set([...TELLING, 'name', 'id']);

const isIn = (names: ReadonlySet<string>, path: string): boolean => path.split('.').some((key) => names.has(key));

/** Whether a trait, by its path, says who somebody is. */
export const isPersonalTrait = (path: string): boolean => isIn(AMONG_TRAITS, path);

/** Whether a field of interactions, by its path, says who somebody is. */
export const isPersonalField = (path: string): boolean => isIn(ANYWHERE, path);

interface Reading {
  readonly event: string;
  readonly property?: string;
  readonly where?: readonly { readonly property: string }[] | undefined;
}

const readsPersonal = ({ event, property, where }: Reading): boolean => {
  const names = event === 'Identified' ? AMONG_TRAITS : ANYWHERE;
  return [...(property === undefined ? [] : [property]), ...(where ?? []).map((one) => one.property)].some((path) =>
    isIn(names, path),
  );
};

/** [ACCESS-2] Whether a rule asks for what says who somebody is, so that its answer would find them. */
const asksWho = (rule: Rule): boolean => {
  if ('all' in rule) return rule.all.some(asksWho);
  if ('any' in rule) return rule.any.some(asksWho);
  if ('not' in rule) return asksWho(rule.not);
  if ('trait' in rule) return isPersonalTrait(rule.trait.name);
  if ('sequence' in rule) return rule.sequence.steps.some(readsPersonal);
  const [body] = Object.values(rule) as [unknown];
  return typeof body === 'object' && body !== null && 'event' in body && readsPersonal(body as Reading);
};

/** @throws DomainError personal.rule (403) for a rule that asks who somebody is, of those who see no personal data */
export const refuseWho = (rules: readonly Rule[], whole: boolean): void => {
  if (whole || !rules.some(asksWho)) return;
  const message = 'Your role sees customers without personal data, so it cannot ask for who they are.';
  throw new DomainError('personal.rule', 403, `${message} An owner can give you another role.`);
};
