/** The name of a number: names told apart have numbers from 1 on in queries, all others together, '', the number after them. */
export const nameAt = (names: readonly string[], number: number): string => names[number - 1] ?? '';

/** The number of a name; that of all others where it is none of those told apart. */
export const numberOfName = (names: readonly string[], name: string): number => {
  const at = names.indexOf(name);
  return at < 0 ? names.length + 1 : at + 1;
};
