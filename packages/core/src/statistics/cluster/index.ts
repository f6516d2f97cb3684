export { adjustedRand } from './agreement.js';
export type { Family } from './behaviour.js';
export {
  type Apartness,
  discoverGroups,
  FEWEST_GROUPS,
  type GroupsFound,
  type GroupsTask,
  MOST_GROUPS,
  type NoGroups,
  regroup,
} from './discoverGroups.js';
export { quantileOf } from './quantile.js';
export type { Cut } from './splitTree.js';
export { HIGHLY_STABLE, STABLE, VALID } from './stability.js';
