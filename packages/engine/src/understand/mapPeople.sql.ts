import { Gathering } from '../rules/gathering.sql.js';
import { allOf, type Texts } from '../rules/texts.sql.js';
import type { Query } from '../warehouse/askBounded.js';
import type { Scoped } from './scope.js';
import { gatheredInteractions, peopleOf, textsOf } from './scope.sql.js';

/** [MAP-8] Whom figures are of: a condition on the column `customer_id`, with what it binds. */
export interface OfPeople {
  readonly condition: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export const EVERYBODY: OfPeople = { condition: 'true', parameters: {} };

/** Selects the column customer: who did something in the period that all conditions of the scope hold for. */
const holding = (texts: Texts, scoped: Scoped): string =>
  `select distinct customer from (${gatheredInteractions(new Gathering(texts), scoped)})`;

export const ofPeople = (scoped: Scoped): OfPeople => {
  const texts = textsOf(scoped, 'people');
  const condition =
    scoped.where.length > 0
      ? `customer_id in (${holding(texts, scoped)})`
      : allOf(peopleOf(texts, scoped, 'customer_id'));
  return { condition, parameters: texts.parameters };
};

export const peopleHolding = (scoped: Scoped): Query => {
  const texts = textsOf(scoped, 'people');
  return { text: holding(texts, scoped), parameters: texts.parameters };
};
