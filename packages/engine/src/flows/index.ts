export { type DryRunTask, dryRunFlow, type FlowTried, type WalkTask, walkFlow } from './dryRun.js';
export { type FlowView, listFlows, readFlow } from './flow.js';
export { enrolCustomers, listCustomerFlows, listFlowPeople, removeFromFlow } from './flowPeople.js';
export { measureFlow } from './measureFlow.js';
export { runFlows, stepFlows } from './runFlows.js';
export type { FlowPorts } from './runtimePorts.js';
export { changeFlowState, inspectFlow, readFlowDraft, saveFlow } from './saveFlow.js';
