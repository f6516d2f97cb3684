export { type FlowView, listFlows, readFlow } from './flow.js';
export { runFlows, stepFlows } from './runFlows.js';
export type { FlowPorts, MessageAsked } from './runtimePorts.js';
export { changeFlowState, inspectFlow, readFlowForm, saveFlow } from './saveFlow.js';
