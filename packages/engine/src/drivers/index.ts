export { listDriverPeople } from './listDriverPeople.js';
export { type CompareDrivers, measureDrivers } from './measureDrivers.js';
export type { Compared } from './readDrivers.js';
