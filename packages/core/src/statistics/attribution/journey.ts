/** The touches that led to conversions or to none, oldest first, of however many journeys had just these. */
export interface Journey {
  /** What each touch is credited to: a channel, a campaign, a source. */
  readonly touches: readonly string[];
  /** Milliseconds from each touch to the conversion; without them all touches count as equally recent. */
  readonly ages?: readonly number[];
  /** Of many conversions with touches of different ages: what time decay credits each touch with, added up. */
  readonly decayed?: { readonly conversions: readonly number[]; readonly value: readonly number[] };
  readonly conversions: number;
  /** What the conversions are worth together, at least 0. */
  readonly value: number;
  /** Journeys with these touches that led to no conversion. */
  readonly nulls: number;
}

/** What one channel is credited with. */
export interface Credit {
  readonly conversions: number;
  readonly value: number;
}
