import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { momentsQuery, personasQuery, segmentsQuery } from '../api/definitions.js';
import { modelsQuery } from '../api/queries.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { type Askers, type Use, usesOf } from './usedBy.js';

/** Who asks for a segment or a persona, from all that is saved. */
export const useUses = () => {
  const { id } = useWorkspace();
  const segments = useQuery(segmentsQuery(id));
  const models = useQuery(modelsQuery(id));
  const personas = useQuery(personasQuery(id));
  const moments = useQuery(momentsQuery(id));
  const askers: Askers = {
    segments: segments.data?.items.map(({ segment }) => segment) ?? [],
    models: models.data?.items.map(({ model }) => model) ?? [],
    personas: personas.data?.personas ?? null,
    moments: moments.data?.moments.moments ?? [],
  };
  return (asked: Parameters<typeof usesOf>[0]) => usesOf(asked, askers);
};

/** "the segment VIP, the journey AIDAR". */
export const useNamesOfUses = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  return (uses: readonly Use[]): string =>
    uses.map(({ kind, name }) => t(`usedBy.${kind}`, { name: say(name) })).join(', ');
};
