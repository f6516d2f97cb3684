/** A statement with what is bound in it, in the order of its places. */
export interface Statement {
  readonly text: string;
  readonly parameters: unknown[];
}

/** Takes a value to be bound, and gives the place that stands for it. */
export type Bind = (value: unknown) => string;

/** A statement written piece by piece, each with its values. */
export const statement = (write: (bind: Bind) => string): Statement => {
  const parameters: unknown[] = [];
  const text = write((value) => `$${parameters.push(value)}`);
  return { text, parameters };
};
