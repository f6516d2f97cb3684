export { readAllHistories } from '../warehouse/warehouse.sql.js';
export { type DiagnosePorts, type Diagnosis, diagnose } from './diagnose.js';
export { foldAll } from './foldAll.js';
export { measureLag } from './lag.js';
export { type Replayed, type ReplayPorts, replayAll } from './replayAll.js';
export { shorten } from './rows.js';
export { type EnginePorts, type RunningEngine, runEngine } from './runEngine.js';
