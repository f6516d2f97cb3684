/** A line for people, on standard output. */
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The last line for machines. */
export const sayJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value)}\n`);
};

/** Aside: progress and notes, on standard error. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export const megabytes = (bytes: number): string =>
  `${(bytes / 1024 / 1024).toLocaleString('en', { maximumFractionDigits: 1 })} MB`;
