/** [VALUE-5] Below any of these nothing is fitted: the likelihood of so few is flat, and what it says is chance. */
export const ENOUGH = { customers: 50, repeatBuyers: 20, days: 28 } as const;

/** What there is to fit to. */
export interface Supply {
  readonly customers: number;
  readonly repeatBuyers: number;
  /** Between the first purchase and the end of the calibration. */
  readonly days: number;
}

export const isEnough = ({ customers, repeatBuyers, days }: Supply): boolean =>
  customers >= ENOUGH.customers && repeatBuyers >= ENOUGH.repeatBuyers && days >= ENOUGH.days;

/** What is lacking, as a sentence. */
export const tellLack = ({ customers, repeatBuyers, days }: Supply, event: string): string =>
  `There is too little to tell what customers are worth: ${customers} have “${event}”, ${repeatBuyers} of them on more than one day, over ${days} days. ` +
  `It takes at least ${ENOUGH.customers} customers, ${ENOUGH.repeatBuyers} who bought again on another day, and ${ENOUGH.days} days.`;

/** The same for machines: what there is, and how much of what it takes. */
export const shortOf = (
  supply: Supply,
): Supply & { of: 'customers'; needed: number; found: number; least: Supply } => ({
  ...{ of: 'customers', needed: ENOUGH.customers, found: supply.customers },
  ...supply,
  least: ENOUGH,
});
