export { type AlertPorts, judgeWorkspace } from './judgeWorkspace.js';
export { listAlerts } from './listAlerts.js';
export { isJudgingDue, judgeDue, runAlerts } from './runAlerts.js';
