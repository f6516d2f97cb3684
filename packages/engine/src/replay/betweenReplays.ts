import type { Sql } from '../ports.js';
import * as text from './replay.sql.js';

/** Whether nobody, in whatever workspace, waits for a replay: what nobody waits for is only begun then. */
export const betweenReplays = (sql: Sql) => async (): Promise<boolean> => (await sql.query(text.noneRuns)).length > 0;
