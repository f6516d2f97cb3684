import type { Sentence } from '../api/dashboard.js';

interface Lead {
  readonly count: number;
  readonly from: string;
  readonly to: string;
  readonly amount: string | null;
}
type Ways<Words> = Readonly<Record<'above' | 'below', Words>>;
type Range = (low: string, high: string) => string;
type Counted = (day: string, low: string, high: string) => string;

/** The story in one language; `{n}` stands for the number that opens onto its people. */
export interface StoryWords {
  readonly lead: Readonly<Record<Sentence['kind'], (told: Lead) => string>>;
  readonly more: (by: string) => string;
  readonly fewer: (by: string) => string;
  readonly same: string;
  readonly within: Range;
  readonly above: Range;
  readonly below: Range;
  readonly unknown: string;
  readonly headline: (departures: number) => string;
  /** While too little is known to tell what is usual. */
  readonly early: string;
  readonly silent: (day: string, days: number) => string;
  readonly alert: {
    readonly activity: Ways<string>;
    readonly stage: Ways<(stage: string) => string>;
    readonly arrived: Ways<(to: string) => string>;
    readonly flow: Ways<(from: string, to: string) => string>;
    readonly back: Ways<(stage: string) => string>;
  };
  readonly mail: {
    readonly story: (workspace: string, day: string) => string;
    readonly alerts: (workspace: string, count: number) => string;
    readonly week: (from: string, to: string) => string;
    readonly open: string;
    readonly why: (workspace: string) => string;
    readonly stop: string;
    readonly tooLittle: string;
    readonly test: string;
    readonly testText: (workspace: string) => string;
  };
  readonly counted: Readonly<Record<'day' | 'week' | 'stood', Counted>>;
}
