export type { Part } from '../warehouse/idRange.js';
export { readAllHistories } from '../warehouse/warehouse.sql.js';
export { type DiagnosePorts, type Diagnosis, diagnose } from './diagnose.js';
export { foldAll } from './foldAll.js';
export { measureLag } from './lag.js';
export {
  type ReplayElsewhere,
  type Replayed,
  type ReplayPorts,
  type ReplayProgress,
  type ReplayTask,
  replayAll,
  replayPart,
} from './replayAll.js';
export { shorten } from './rows.js';
export { type EnginePorts, type RunningEngine, runEngine } from './runEngine.js';
