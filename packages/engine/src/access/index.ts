export { openVeil, type Veil } from './veil.js';
export { type Sight, veiledSight, wholeSight } from './withhold.js';
