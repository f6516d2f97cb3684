export { type Diagnosis, type DiagnosePorts, diagnose } from './diagnose.js';
export { foldAll } from './foldAll.js';
export { type Replayed, type ReplayPorts, replayAll } from './replayAll.js';
export { type EnginePorts, type RunningEngine, runEngine } from './runEngine.js';
export { measureLag } from './lag.js';
export { shorten } from './rows.js';
export { readAllHistories } from '../warehouse/warehouse.sql.js';
