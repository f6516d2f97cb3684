export { createWorkspace, type NewWorkspace } from './createWorkspace.js';
export { listRejected, type Rejected } from './listRejected.js';
export { listWorkspaceIds, listWorkspaces, type Workspace } from './listWorkspaces.js';
