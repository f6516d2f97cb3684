import { anyOf, type Texts } from './texts.sql.js';
import { valueColumns, withExponents } from './value.sql.js';

/** In which order columns are worked out of a row: which rows a leaf is about, then values, then which match, then the rest. */
type Layer = 'about' | 'matching' | 'derived' | 'large';

/**
 * What the leaves of a rule need of a customer's interactions: of each row the values they read, of all rows together
 * their aggregates, and which rows at all. The same thing asked for twice is worked out once.
 */
export class Gathering {
  readonly #values = new Map<string, Set<string>>();
  readonly #columns: Record<Layer, Map<string, string>> = {
    about: new Map(),
    matching: new Map(),
    derived: new Map(),
    large: new Map(),
  };
  readonly #aggregates = new Map<string, string>();
  readonly #rows = new Set<string>();

  constructor(readonly texts: Texts) {}

  /** The column that holds the value at a property path, in the form of valueColumns, of rows where a condition holds. */
  value(path: string, where: string): string {
    this.#values.set(path, (this.#values.get(path) ?? new Set()).add(where));
    return `value_${[...this.#values.keys()].indexOf(path)}`;
  }

  /** A column worked out from a row and the layers before. */
  column(layer: Layer, expression: string): string {
    return nameOf(this.#columns[layer], expression, layer);
  }

  /** A column worked out from all rows of a customer. */
  aggregate(expression: string): string {
    return nameOf(this.#aggregates, expression, 'all');
  }

  /** Rows that something depends on; the others need not be read, where the rule does not hold for who has done nothing. */
  need(rows: string): void {
    this.#rows.add(rows);
  }

  /**
   * The interactions a query selects, with all columns asked for: one query around another, as the engine writes a name out
   * wherever it stands in the same one.
   */
  rowsOf(interactions: string): string {
    return this.#layers
      .filter((columns) => columns.length > 0)
      .reduce((from, columns) => `select *, ${columns.join(',\n  ')} from (${from}\n)`, interactions);
  }

  get #layers(): string[][] {
    const values = [...this.#values].map(([path, wheres], at) =>
      valueColumns(this.texts, path, `value_${at}`, anyOf([...wheres])),
    );
    return [
      [...(values.length > 0 ? [withExponents] : []), ...written(this.#columns.about)],
      values.map(({ read }) => read),
      values.map(({ value }) => value),
      written(this.#columns.matching),
      written(this.#columns.derived),
      written(this.#columns.large),
    ];
  }

  get aggregates(): string[] {
    return written(this.#aggregates);
  }

  get rows(): string {
    return anyOf([...this.#rows]);
  }
}

const written = (names: ReadonlyMap<string, string>): string[] =>
  [...names].map(([expression, name]) => `${expression} as ${name}`);

const nameOf = (names: Map<string, string>, expression: string, prefix: string): string => {
  const name = names.get(expression) ?? `${prefix}_${names.size}`;
  names.set(expression, name);
  return name;
};
