/** What happened on each day, oldest first, none left out. */
export interface DailyCounts {
  /** The first day, as days since 1970. */
  readonly firstDay: number;
  readonly counts: ArrayLike<number>;
  /** Of how many it could happen to on each day; what is usual is then in proportion to it. */
  readonly exposure?: ArrayLike<number>;
}

/** Of a day, as days since 1970: 0 is Monday. */
export const weekdayOf = (day: number): number => (day + 3) % 7;
