import type { FollowedProblem, Note } from '@parcours/core';
import { createContext, useContext } from 'react';
import type { MeasuredLanes } from '../api/lanesPaths.js';
import type { MapOf } from '../api/lanesQueries.js';
import type { JourneyMap } from '../api/types.js';
import type { PeopleBehind } from '../map/links.js';

/** What every cell of the map in lanes may look at. */
export interface Lanes {
  place: MapOf;
  map: JourneyMap;
  people: PeopleBehind;
  measured: MeasuredLanes;
  notes: readonly Note[];
  problems: readonly FollowedProblem[];
}

const Context = createContext<Lanes | null>(null);
export const LanesProvider = Context.Provider;

export const useLanes = (): Lanes => {
  const lanes = useContext(Context);
  if (!lanes) throw new Error('A cell of the map in lanes stands outside of it.');
  return lanes;
};
