/** Values of a rule on their way into a query, each bound as a parameter; the same one once. */
export class Texts {
  readonly #all: string[] = [];

  constructor(
    private readonly prefix: string,
    private readonly workspaceId: string,
  ) {}

  get workspace(): string {
    return `{${this.prefix}_workspace:String}`;
  }

  /** What is to be bound. */
  get parameters(): Readonly<Record<string, string>> {
    const values = this.#all.map((value, at) => [`${this.prefix}_${at}`, value]);
    return { [`${this.prefix}_workspace`]: this.workspaceId, ...Object.fromEntries(values) };
  }

  /** An expression that is this text. */
  text(value: string): string {
    const known = this.#all.indexOf(value);
    return `{${this.prefix}_${known === -1 ? this.#all.push(value) - 1 : known}:String}`;
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
