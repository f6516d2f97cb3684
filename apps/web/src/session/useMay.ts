import { can, type Permission } from '@parcours/core';
import { useWorkspace } from './workspace.js';

/** Whether who looks may do something in the workspace shown. The server decides; this only spares them a refusal. */
export const useMay = (permission: Permission): boolean => can(useWorkspace().role, permission);
