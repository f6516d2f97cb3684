import { type DefinitionPlace, loadDefinitions, type ReplayView } from '@parcours/engine';
import type { FastifyRequest } from 'fastify';
import type { ReadDeps } from './readDeps.js';

/** What the audit log keeps of a definition: its version as it was; the versions themselves keep the rest. */
const versionOf = async ({ store }: ReadDeps, { workspaceId, kind, id }: DefinitionPlace): Promise<number | null> => {
  const { stored } = await loadDefinitions({ sql: store }, workspaceId);
  return stored.find((one) => one.kind === kind && one.id === id)?.version ?? null;
};

/** Changes a definition in the name of who asks, and tells the audit log which, and how. */
export const noted = async (
  deps: ReadDeps,
  request: FastifyRequest,
  place: DefinitionPlace,
  change: (savedBy: string) => Promise<ReplayView>,
): Promise<ReplayView> => {
  const version = await versionOf(deps, place);
  const started = await change(deps.gate.viewerOf(request).actor.name);
  const made = started.changes.find(({ kind, id }) => kind === place.kind && id === place.id)?.change ?? null;
  deps.audit.note(request, {
    subject: place.id,
    before: version === null ? null : { version },
    after: { kind: place.kind, change: made },
  });
  return started;
};
