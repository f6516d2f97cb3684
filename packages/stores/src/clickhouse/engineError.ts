/** An error as ClickHouse words it, with its code. */
export class EngineError extends Error {
  constructor(
    readonly code: number,
    text: string,
  ) {
    super(text.startsWith('Code:') ? text : `Code: ${code}. DB::Exception: ${text}`);
    this.name = 'EngineError';
  }
}

/** Any failure of the engine as an EngineError; what carries no code gets 1002 (UNKNOWN_EXCEPTION). */
export const toEngineError = (error: unknown): EngineError => {
  if (error instanceof EngineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const found = /Code: (\d+)\./.exec(text);
  const start = text.indexOf('Code: ');
  return found ? new EngineError(Number(found[1]), text.slice(start)) : new EngineError(1002, text);
};

/** The HTTP status ClickHouse gives to an error's code. */
export const statusOf = (code: number): number => {
  if (STATUS[code]) return STATUS[code];
  return 500;
};

const STATUS: Readonly<Record<number, number>> = {
  36: 400,
  47: 404,
  53: 400,
  60: 404,
  62: 400,
  81: 404,
  115: 404,
  159: 408,
  202: 503,
  241: 500,
  394: 499,
  456: 400,
  457: 400,
  516: 403,
};
