import type { JourneyMap, MapFlow, WorthDoing } from '../api/types.js';
import { type ChosenPeriod, periodSearch } from '../period/period.js';
import type { Search } from '../shell/search.js';

type Moved = 'forward' | 'back' | 'entered' | 'fellIn';

/** Whom a map is of. */
export type OfPeople = Pick<JourneyMap, 'persona' | 'segment' | 'where'>;

/** Addresses of the people behind each number of the map. */
export const peopleBehind = (model: string, period: ChosenPeriod, { persona, segment, where }: OfPeople) => {
  const of: Search = {
    ...{ model, persona: persona ?? undefined, segment: segment ?? undefined },
    // What conditions hold for is looked for in the period.
    ...(where.length === 0 ? {} : { where: JSON.stringify(where), ...periodSearch(period) }),
  };
  const moves = (moved: Moved, stage?: string, destination?: string): Search => ({
    ...of,
    moved,
    stage,
    destination,
    ...periodSearch(period),
  });
  return {
    placed: (): Search => of,
    standing: (stage: string): Search => ({ ...of, stage }),
    going: (stage: string, direction: string): Search => ({ ...of, stage, direction }),
    stuck: (stage?: string): Search => ({ ...of, stage, stuck: 'true' }),
    stalled: (stage?: string): Search => ({ ...of, stage, pace: 'stalled' }),
    pace: (stage: string): Search => ({ ...of, stage }),
    unplaced: (): Search => ({ ...of, stage: 'unplaced' }),
    moves,
    flow: ({ from, to, kind }: Pick<MapFlow, 'from' | 'to' | 'kind'>): Search =>
      from === null ? moves('entered', to) : moves(isBack(kind) ? 'back' : 'forward', from, to),
    worth: ({ query }: WorthDoing): Search => ({ ...query }),
  };
};
export type PeopleBehind = ReturnType<typeof peopleBehind>;

export const isBack = (kind: MapFlow['kind']): boolean => kind === 'regress' || kind === 'lapse';

/** Whether it is known of any stage how long people take: then the stalled stand in for the stuck. */
export const tellsPace = ({ stages }: JourneyMap): boolean => stages.some(({ stalled }) => stalled !== null);
