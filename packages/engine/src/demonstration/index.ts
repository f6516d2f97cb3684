export {
  type DemonstrationPorts,
  type DemonstrationProgress,
  type LoadedDemonstration,
  loadDemonstration,
} from './loadDemonstration.js';
