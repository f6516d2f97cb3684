export { deleteRejected } from './deleteRejected.js';
export { groupRejected, listRejected, type Rejected, type RejectedGroup } from './listRejected.js';
export { type Retried, type RetryPorts, retryRejected } from './retryRejected.js';
