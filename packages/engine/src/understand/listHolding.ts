import type { Warehouse } from '../ports.js';
import { peopleHolding } from './mapPeople.sql.js';
import { askScoped, type Scoped } from './scope.js';

/**
 * [MAP-8] Ids of the people of a scope who did something in its period that all of its conditions hold for; null where it has none.
 * @throws DomainError as askScoped
 */
export const listHolding = async (
  { warehouse }: { warehouse: Warehouse },
  scoped: Scoped,
): Promise<string[] | null> => {
  if (scoped.where.length === 0) return null;
  const rows = await askScoped<{ customer: string }>(warehouse, peopleHolding(scoped));
  return rows.map(({ customer }) => customer);
};
