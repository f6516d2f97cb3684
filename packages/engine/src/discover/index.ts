export { type DiscoverGroups, discoverPersonas } from './discoverPersonas.js';
export { listDiscoveredPeople } from './listDiscoveredPeople.js';
