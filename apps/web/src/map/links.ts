import type { MapFlow, WorthDoing } from '../api/types.js';
import { type ChosenPeriod, periodSearch } from '../period/period.js';
import type { Search } from '../shell/search.js';

type Moved = 'forward' | 'back' | 'entered' | 'fellIn';

/** Addresses of the people behind each number of the map. */
export const peopleBehind = (model: string, period: ChosenPeriod) => {
  const moves = (moved: Moved, stage?: string, destination?: string): Search => ({
    model,
    moved,
    stage,
    destination,
    ...periodSearch(period),
  });
  return {
    standing: (stage: string): Search => ({ model, stage }),
    going: (stage: string, direction: string): Search => ({ model, stage, direction }),
    stuck: (stage?: string): Search => ({ model, stage, stuck: 'true' }),
    unplaced: (): Search => ({ model, stage: 'unplaced' }),
    moves,
    flow: ({ from, to, kind }: Pick<MapFlow, 'from' | 'to' | 'kind'>): Search =>
      from === null ? moves('entered', to) : moves(isBack(kind) ? 'back' : 'forward', from, to),
    worth: ({ query }: WorthDoing): Search => ({ ...query }),
  };
};
export type PeopleBehind = ReturnType<typeof peopleBehind>;

export const isBack = (kind: MapFlow['kind']): boolean => kind === 'regress' || kind === 'lapse';
