import type { Bilingual } from '../../lifecycle/schema.js';
import type { Duration } from '../../time/duration.js';

export type Locale = keyof Bilingual;

/** A number of times or things, with what to do with nouns after it. */
export interface Amount {
  readonly text: string;
  readonly plural: boolean;
}
export type Times = 'once' | 'never' | Amount;

export type Operator = 'gt' | 'gte' | 'lt' | 'lte' | 'notEquals' | 'in' | 'contains' | 'startsWith';

/** All that a language needs to put a rule into words. Texts passed in are already in the language. */
export interface Grammar {
  readonly and: string;
  readonly or: string;
  readonly then: string;
  quote(text: string): string;
  number(value: number): string;
  yes(value: boolean): string;
  amount(atLeast: number | undefined, atMost: number | undefined): Amount;
  /** The past `duration`: "in the last 90 days". */
  window(duration: Duration): string;
  /** A span of time: "90 days". */
  span(duration: Duration): string;
  /** A doing whose event has no phrase of its own. */
  unknown(label: string, times: Times): string;
  property(name: string): { readonly a: string; readonly the: string; readonly bare: string };
  operator(operator: Operator, value: string): string;
  /** Conditions on what was done; `each` when it was done several times. */
  having(conditions: string, each: boolean): string;
  lacking(property: string): string;
  time(which: 'first' | 'last', conditions: string): string;
  /** The opposite of time: not done, or done but not so. */
  notTime(which: 'first' | 'last', conditions: string): string;
  sum(what: string, event: string): string;
  average(what: string, event: string): string;
  distinct(amount: Amount, property: string, event: string): string;
  between(value: { readonly atLeast?: number | undefined; readonly atMost?: number | undefined }): string;
  silent(span: string): string;
  active(window: string): string;
  since(span: string): string;
  inAll(span: string): string;
  profile(conditions: string): string;
  profileLacks(property: string): string;
  untrue(sentence: string): string;
}
