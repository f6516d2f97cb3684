import { useDebouncedValue } from '@mantine/hooks';
import { type Model, type Problem, readModel } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { modelPreviewQuery } from '../../api/definitions.js';
import { problemsOf } from '../../rules/edit/problems.js';
import { useMay } from '../../session/useMay.js';
import { useWorkspace } from '../../session/workspace.js';

const WAIT_MS = 600;

/** The last draft that was sound by itself: what it shows stays while a later one is not. */
const useSound = (model: unknown): { sound: Model | null; problems: readonly Problem[] } => {
  // Compared as text: the same model made anew is no other model.
  const written = JSON.stringify(model) ?? 'null';
  const reading = useMemo(() => readModel(JSON.parse(written)), [written]);
  const [sound, setSound] = useState<Model | null>(null);
  if ('ok' in reading && reading.ok !== sound) setSound(reading.ok);
  return { sound: 'ok' in reading ? reading.ok : sound, problems: 'problems' in reading ? reading.problems : [] };
};

/** Who would stand where on a draft, asked again when it has been still for a moment; and why it cannot be. */
export const useModelPreview = (model: unknown) => {
  const workspace = useWorkspace();
  const may = useMay('preview');
  const { sound, problems } = useSound(model);
  const [still] = useDebouncedValue(sound, WAIT_MS);
  const asked = still ?? sound;
  const query = useQuery({ ...modelPreviewQuery(workspace.id, asked), enabled: may && asked !== null, retry: false });
  const found = problems.length > 0 ? problems : problemsOf(query.error, ['model']);
  return {
    may,
    problems: found,
    /** What was seen, with the draft that it was seen of. */
    seen: query.data ?? null,
    waiting: query.isFetching || (sound !== asked && problems.length === 0),
    error: found.length === 0 ? query.error : null,
    retry: () => void query.refetch(),
  };
};
