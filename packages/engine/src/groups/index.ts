export { discoverGroups, type FindGroups } from './discoverGroups.js';
export { listGroupPeople } from './listGroupPeople.js';
