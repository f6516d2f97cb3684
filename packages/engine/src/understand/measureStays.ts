import type { Warehouse } from '../ports.js';
import { staysOfModel } from './map.sql.js';
import { EVERYBODY, type OfPeople } from './mapPeople.sql.js';

/** How long those who left a stage upwards had stood in it, in ms, over all history. */
export interface Stay {
  readonly median: number;
  readonly thirdQuartile: number;
}
/** Under this many stays a median says nothing, and nobody counts as stuck. */
const ENOUGH = 5;

interface StayRow {
  readonly stage: string;
  readonly stays: number;
  readonly median: number;
  readonly third: number;
}

/** Stays by stage; a stage too few have left upwards is absent. */
export const measureStays = async (
  { warehouse }: { warehouse: Pick<Warehouse, 'query'> },
  { workspaceId, model, of = EVERYBODY }: { workspaceId: string; model: string; of?: OfPeople },
): Promise<Map<string, Stay>> => {
  const rows = await warehouse.query<StayRow>(staysOfModel(of.condition), {
    ...{ workspace: workspaceId, model },
    ...of.parameters,
  });
  const enough = rows.filter(({ stays }) => Number(stays) >= ENOUGH);
  return new Map(
    enough.map(({ stage, median, third }) => [stage, { median: Number(median), thirdQuartile: Number(third) }]),
  );
};

/** Per stage, the instant since before which whoever stands there is stuck: [stages, instants], for SQL. */
export const stuckLimits = (stays: ReadonlyMap<string, Stay>, now: number): [string[], number[]] => [
  [...stays.keys()],
  [...stays.values()].map(({ thirdQuartile }) => Math.floor(now - thirdQuartile)),
];
