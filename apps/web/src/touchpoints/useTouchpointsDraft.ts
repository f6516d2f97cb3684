import { useDebouncedValue } from '@mantine/hooks';
import type { Touchpoints } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { TouchpointsView } from '../api/touchpointPaths.js';
import { touchpointVolumesQuery } from '../api/touchpoints.js';
import { problemsOf } from '../rules/edit/problems.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { catalogueOf, type Drafts } from './edit.js';
import { useSaveTouchpoints } from './useSaveTouchpoints.js';

const PAUSE_MS = 400;

/** The volumes of a draft that can be saved, of what is saved where there is none; and what is wrong with the draft. */
const useVolumes = (draft: Touchpoints | null, version: number) => {
  const workspace = useWorkspace();
  const may = useMay('preview');
  const [settledDraft] = useDebouncedValue(draft, PAUSE_MS);
  const query = useQuery(touchpointVolumesQuery(workspace.id, may ? settledDraft : null, version));
  return { volumes: query.data, problems: problemsOf(query.error), busy: query.isFetching, error: query.error };
};

/** The catalogue while it is changed, with what it would make of the last days. */
export const useTouchpointsDraft = (view: TouchpointsView) => {
  const saved: Drafts = view.catalogue.touchpoints;
  const [changed, setChanged] = useState<Drafts | null>(null);
  const saving = useSaveTouchpoints(() => setChanged(null));
  const drafts = changed ?? saved;
  const whole = catalogueOf(
    drafts,
    saved.map(({ id }) => id),
  );
  const unsaved = changed !== null && JSON.stringify(changed) !== JSON.stringify(saved);
  const counted = useVolumes(unsaved ? whole : null, view.version);
  const refused = problemsOf(saving.error);
  return {
    drafts,
    unsaved,
    saving,
    ...counted,
    problems: refused.length > 0 ? refused : counted.problems,
    /** The ids that interactions are counted by, in the order of the drafts. */
    ids: whole?.touchpoints.map(({ id }) => id) ?? drafts.map(({ id }) => id),
    ready: whole !== null && counted.problems.length === 0,
    change: (next: Drafts) => {
      saving.reset();
      setChanged(next);
    },
    save: () => whole && saving.mutate(whole),
    discard: () => {
      saving.reset();
      setChanged(null);
    },
  };
};
export type TouchpointsDraft = ReturnType<typeof useTouchpointsDraft>;
