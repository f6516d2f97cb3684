import { useQuery } from '@tanstack/react-query';
import { momentsQuery, personasQuery, segmentsQuery } from '../api/definitions.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';

export interface Named {
  value: string;
  label: string;
}

/** The personas, the fallback last; none where nobody has made any. */
export const usePersonas = (): Named[] => {
  const workspace = useWorkspace();
  const { say } = useWords();
  const personas = useQuery(personasQuery(workspace.id)).data?.personas;
  return personas
    ? [...personas.personas, personas.fallback].map(({ id, name }) => ({ value: id, label: say(name) }))
    : [];
};

export const useSegments = (): Named[] => {
  const workspace = useWorkspace();
  const { say } = useWords();
  const items = useQuery(segmentsQuery(workspace.id)).data?.items ?? [];
  return items.map(({ segment }) => ({ value: segment.id, label: say(segment.name) }));
};

export const useMoments = (): Named[] => {
  const workspace = useWorkspace();
  const { say } = useWords();
  const moments = useQuery(momentsQuery(workspace.id)).data?.moments.moments ?? [];
  return moments.map(({ id, name }) => ({ value: id, label: say(name) }));
};

/** The name of one of them; its id where it is gone. */
export const labelOf = (known: readonly Named[], id: string): string =>
  known.find(({ value }) => value === id)?.label ?? id;
