import { FIRST_MODEL } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { modelsQuery } from '../api/queries.js';
import type { ModelView } from '../api/types.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';

export type Model = ModelView['model'];
export type Stage = Model['stages'][number];

/** The workspace's models, and the one the address chooses (else the first in use). */
export const useModels = () => {
  const workspace = useWorkspace();
  const [address, change] = useAddress();
  const query = useQuery(modelsQuery(workspace.id));
  const views = query.data?.items ?? [];
  const active = views.filter((view) => view.active);
  const byId = (id: string | undefined) => views.find((view) => view.model.id === id);
  const chosen = byId(address.model) ?? active.find((view) => view.model.id === FIRST_MODEL) ?? active[0] ?? views[0];
  return {
    query,
    views,
    active,
    model: chosen?.model,
    byId: (id: string): Model | undefined => byId(id)?.model,
    choose: (model: string) => change({ model, stage: undefined, destination: undefined }),
  };
};

/** The 0-based place of a stage in its model; -1 when the model no longer has it. */
export const stageIndex = (model: Model, stage: string | null): number =>
  model.stages.findIndex(({ id }) => id === stage);
