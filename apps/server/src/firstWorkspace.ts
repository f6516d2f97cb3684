import { createWorkspace, listWorkspaceIds } from '@parcours/engine';
import type { Stores } from '@parcours/stores';

/** Makes the one workspace that an installation begins with. */
export const firstWorkspace = async ({ operational }: Stores): Promise<void> => {
  if ((await listWorkspaceIds({ sql: operational })).length > 0) return;
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  await createWorkspace({ sql: operational }, { id: 'main', name: 'Main', timezone, currency: 'EUR' });
};
