/** A text that could not be read as Liquid, or not be filled. */
export interface LiquidFault {
  readonly message: string;
  readonly at: number;
}

/** `{{ customer.name | default: "x" }}`, and where in its text. */
export interface LiquidOutput {
  readonly at: number;
  /** The variable printed; '' where it is none. */
  readonly variable: string;
  readonly fallback: boolean;
  /** Printed only where a condition asked about the same variable. */
  readonly guarded: boolean;
}

/** What a text asks of Liquid. */
export interface LiquidReading {
  readonly outputs: readonly LiquidOutput[];
  /** Every variable that the text does not set itself, as paths. */
  readonly variables: readonly (readonly string[])[];
  readonly filters: readonly string[];
}

/** Reads texts as Liquid. */
export interface LiquidReader {
  readonly filters: readonly string[];
  read(text: string): LiquidReading | LiquidFault;
}
