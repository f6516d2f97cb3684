import { type DriversFound, type DriversTask, ENOUGH_EVENTS } from '@parcours/core';
import { toldPeriod, tooLittle } from '../understand/scope.js';
import { type AskedDrivers, type DriverPorts, type DriversTold, lookAnew, readDrivers } from './readDrivers.js';

/** Works the comparison out somewhere: it takes seconds on many people. */
export type CompareDrivers = (task: DriversTask) => Promise<DriversFound | null>;

/** [DRIVE-4] @throws DomainError data.tooLittle (422) where it happened to fewer than 20, or did not; with who entered too lately */
const checkEnough = (people: number, events: number, waiting: number): void => {
  if (people < 2 * ENOUGH_EVENTS) throw tooLittle('customers', { needed: 2 * ENOUGH_EVENTS, found: people, waiting });
  if (events < ENOUGH_EVENTS) throw tooLittle('moved', { needed: ENOUGH_EVENTS, found: events, waiting });
  if (people - events < ENOUGH_EVENTS)
    throw tooLittle('stayed', { needed: ENOUGH_EVENTS, found: people - events, waiting });
};

/** The clearest first; those that could not be adjusted last, by how far apart they are. */
const byClarity = (a: DriversTold['rows'][number], b: DriversTold['rows'][number]): number =>
  (a.adjusted?.p ?? 2) - (b.adjusted?.p ?? 2) || Math.abs(b.plain.value) - Math.abs(a.plain.value);

/**
 * [DRIVE-1] to [DRIVE-5] What goes with moving forward, moving back or leaving, of those who entered a stage in the period.
 * @throws DomainError as readDrivers and askScoped; data.tooLittle (422)
 */
export const measureDrivers = async (
  ports: DriverPorts,
  compare: CompareDrivers,
  given: AskedDrivers,
): Promise<DriversTold> => {
  const asked = await readDrivers(ports, given);
  const { rows, people, waiting, seen } = await lookAnew(ports, asked);
  const happened = rows.map((row) => row.happened);
  const events = happened.reduce((sum, one) => sum + one, 0);
  checkEnough(rows.length, events, waiting);
  const { variables, ...left } = seen;
  const found = await compare({
    happened,
    activity: rows.map(({ days }) => days),
    personas: rows.map(({ persona }) => persona),
    months: rows.map(({ month }) => month),
    variables: variables.map((one) => ({ people: one.people, itself: one.itself })),
  });
  const drivers = variables.flatMap(({ kind, name, value, above }, at) => {
    const driver = found?.drivers[at];
    return driver ? [{ kind, name, value, above, ...driver }] : [];
  });
  return {
    period: toldPeriod(asked.scoped),
    ...{ people, compared: rows.length, events, waiting },
    held: found?.held ?? { activity: null, persona: null, month: null },
    rows: drivers.sort(byClarity),
    ...left,
  };
};
