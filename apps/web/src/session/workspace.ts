import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { sessionQuery } from '../api/queries.js';
import type { Session, Workspace } from '../api/types.js';

/** The workspace of the address, else the first one; undefined before the session is known. */
export const workspaceOf = (session: Session | undefined, asked: string | undefined): Workspace | undefined =>
  session?.workspaces.find((workspace) => workspace.id === asked) ?? session?.workspaces[0];

/** The workspace shown. Pages are drawn only once there is one, so it is never missing there. */
export const useWorkspace = (): Workspace => {
  const { data } = useQuery(sessionQuery);
  const { workspace } = useSearch({ from: '__root__' });
  const found = workspaceOf(data, workspace);
  if (!found) throw new Error('a page was drawn before its workspace was known');
  return found;
};

/** The zone dates are shown in: the workspace's, or the browser's before sign-in. */
export const useWorkspaceZone = (): string => {
  const { data } = useQuery(sessionQuery);
  const { workspace } = useSearch({ from: '__root__' });
  return workspaceOf(data, workspace)?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
};
