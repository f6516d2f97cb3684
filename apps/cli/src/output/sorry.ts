/** What could not be done, in one sentence a person can act on. */
export class Sorry extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Says what went wrong, without a stack trace unless PARCOURS_DEBUG asks for one; the process will exit 1. */
export const apologise = (error: unknown, json: boolean): void => {
  const { code, message } = describe(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`);
  else process.stderr.write(`${message}\n`);
  if (process.env['PARCOURS_DEBUG']) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
};

const describe = (error: unknown): { code: string; message: string } => {
  if (!(error instanceof Error)) return { code: 'failed', message: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : 'failed';
  const [firstLine = ''] = error.message.split('\n');
  const known = error instanceof Sorry || error.name === 'DomainError';
  return {
    code,
    message: known ? error.message : `It did not work: ${firstLine || error.name}.`.replace(/\.\.$/, '.'),
  };
};
