export { addWorkspace } from './addWorkspace.js';
export { changeWorkspace, readWorkspace, type WorkspaceFacts } from './changeWorkspace.js';
export { createWorkspace, type NewWorkspace } from './createWorkspace.js';
export { deleteWorkspace, listDeleted, removeWorkspaceRows } from './deleteWorkspace.js';
export { findWorkspace, listWorkspaceIds, listWorkspaces, type Workspace } from './listWorkspaces.js';
