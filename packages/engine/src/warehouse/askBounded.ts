import { type AnalyticalSettings, DomainError, type Warehouse } from '../ports.js';

/** A query with what is bound in it. */
export interface Query {
  readonly text: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What the analytical store says of a query that took too long, too much memory, or was stopped for it. */
const TOO_COSTLY = ['159', '160', '241'];

const isTooCostly = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && TOO_COSTLY.includes(String(error.code));

/**
 * Asks a question that may be more than the store can answer within its limits.
 * @throws DomainError `refusal` (422) where it is
 */
export const askBounded = async <Row>(
  warehouse: Warehouse,
  { text, parameters }: Query,
  {
    refusal,
    ...limits
  }: AnalyticalSettings & { readonly refusal: { readonly code: string; readonly message: string } },
): Promise<Row[]> => {
  try {
    return await warehouse.query<Row>(text, parameters, limits);
  } catch (error) {
    if (!isTooCostly(error)) throw error;
    throw new DomainError(refusal.code, 422, refusal.message);
  }
};
