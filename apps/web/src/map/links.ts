import type { JourneyMap, MapFlow, WorthDoing } from '../api/types.js';
import { type ChosenPeriod, periodSearch } from '../period/period.js';
import type { Search } from '../shell/search.js';

type Moved = 'forward' | 'back' | 'entered' | 'fellIn';

/** Addresses of the people behind each number of the map. */
export const peopleBehind = (model: string, period: ChosenPeriod, persona?: string) => {
  const moves = (moved: Moved, stage?: string, destination?: string): Search => ({
    model,
    persona,
    moved,
    stage,
    destination,
    ...periodSearch(period),
  });
  return {
    placed: (): Search => ({ model, persona }),
    standing: (stage: string): Search => ({ model, persona, stage }),
    going: (stage: string, direction: string): Search => ({ model, persona, stage, direction }),
    stuck: (stage?: string): Search => ({ model, persona, stage, stuck: 'true' }),
    stalled: (stage?: string): Search => ({ model, persona, stage, pace: 'stalled' }),
    pace: (stage: string): Search => ({ model, persona, stage }),
    unplaced: (): Search => ({ model, persona, stage: 'unplaced' }),
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
