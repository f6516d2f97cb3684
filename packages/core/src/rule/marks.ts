/**
 * One bit for each time a rule asks whether something was ever done: most rules ask no more than that.
 * Thirty to a word, so that words stay small integers.
 */
export type Marks = readonly number[];

const BITS = 30;

/** The marks with these indexes; words beyond the last are left out. */
export const marksOf = (indexes: readonly number[]): Marks => {
  const words: number[] = [];
  for (const index of indexes) {
    const word = Math.floor(index / BITS);
    while (words.length <= word) words.push(0);
    words[word] = (words[word] as number) | (1 << (index % BITS));
  }
  return words;
};

/** As many words as `count` marks take, none set. */
export const noMarks = (count: number): number[] => new Array<number>(Math.ceil(count / BITS)).fill(0);

/** Whether some of the wanted are set. */
export const someSet = (marks: Marks, wanted: Marks): boolean => {
  for (let word = 0; word < wanted.length; word++) {
    if (((marks[word] as number) & (wanted[word] as number)) !== 0) return true;
  }
  return false;
};

/** Whether all of the wanted are set. */
export const allSet = (marks: Marks, wanted: Marks): boolean => {
  for (let word = 0; word < wanted.length; word++) {
    if ((~(marks[word] as number) & (wanted[word] as number)) !== 0) return false;
  }
  return true;
};

/** Clears, in place, those given. */
export const clearMarks = (marks: number[], gone: Marks): void => {
  for (let word = 0; word < gone.length; word++) marks[word] = (marks[word] as number) & ~(gone[word] as number);
};
