import { valueColumns, withExponents } from './value.sql.js';

/** Values of a rule on their way into a query: all of them travel as the texts of one bound parameter. */
export class Texts {
  readonly #all: string[] = [];

  constructor(
    private readonly parameter: string,
    private readonly workspaceId: string,
  ) {}

  get workspace(): string {
    return `{${this.parameter}_workspace:String}`;
  }

  /** What is to be bound. */
  get parameters(): Readonly<Record<string, unknown>> {
    return { [`${this.parameter}_workspace`]: this.workspaceId, [this.parameter]: this.#all };
  }

  /** An expression that is this text. */
  text(value: string): string {
    const known = this.#all.indexOf(value);
    return `{${this.parameter}:Array(String)}[${known === -1 ? this.#all.push(value) : known + 1}]`;
  }

  /** A whole number, of a safe integer or of digits. */
  whole(value: number | string, type: 'Int64' | 'Int256' = 'Int64'): string {
    return `to${type}(${this.text(String(value))})`;
  }

  double(value: number): string {
    return `toFloat64(${this.text(String(value))})`;
  }
}

/** Conditions joined, those that ask nothing left out. */
export const allOf = (conditions: readonly (string | null)[]): string => {
  const asked = conditions.filter((condition) => condition !== null);
  return asked.length === 0 ? 'true' : asked.map((condition) => `(${condition})`).join(' and ');
};
export const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : conditions.map((condition) => `(${condition})`).join(' or ');

/**
 * What the leaves of a rule need of a customer's interactions: of each row the values they read, of all rows together
 * their aggregates, and which rows at all. The same thing asked for twice is worked out once.
 */
export class Gathering {
  readonly #values = new Map<string, Set<string>>();
  readonly #columns = new Map<string, string>();
  readonly #aggregates = new Map<string, string>();
  readonly #rows = new Set<string>();

  constructor(readonly texts: Texts) {}

  /** The column that holds the value at a property path, in the form of valueColumns, of rows where a condition holds. */
  value(path: string, where: string): string {
    this.#values.set(path, (this.#values.get(path) ?? new Set()).add(where));
    return `value_${[...this.#values.keys()].indexOf(path)}`;
  }

  /** A column worked out from a row. */
  column(expression: string): string {
    return nameOf(this.#columns, expression, 'row');
  }

  /** A column worked out from all rows of a customer. */
  aggregate(expression: string): string {
    return nameOf(this.#aggregates, expression, 'all');
  }

  /** Rows that something depends on; the others need not be read, where the rule does not hold for who has done nothing. */
  need(rows: string): void {
    this.#rows.add(rows);
  }

  get rowColumns(): string[] {
    const values = [...this.#values].flatMap(([path, wheres], at) =>
      valueColumns(this.texts, path, `value_${at}`, anyOf([...wheres])),
    );
    const columns = [...this.#columns].map(([expression, name]) => `${expression} as ${name}`);
    return [...(values.length > 0 ? [withExponents] : []), ...values, ...columns];
  }

  get aggregates(): string[] {
    return [...this.#aggregates].map(([expression, name]) => `${expression} as ${name}`);
  }

  get rows(): string {
    return anyOf([...this.#rows]);
  }
}

const nameOf = (names: Map<string, string>, expression: string, prefix: string): string => {
  const name = names.get(expression) ?? `${prefix}_${names.size}`;
  names.set(expression, name);
  return name;
};
