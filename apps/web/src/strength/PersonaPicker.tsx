import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { personasQuery } from '../api/definitions.js';
import { useModels } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { labelOf, usePersonas } from './useBelongs.js';

/** Whose journey to look at: everybody's, or a persona's. Nothing to pick where the model is for one persona, or there are none. */
export const PersonaPicker = () => {
  const { t } = useTranslation();
  const [{ persona }, change] = useAddress();
  const { model } = useModels();
  const personas = usePersonas();
  if (personas.length === 0 || model?.persona) return null;
  return (
    <Select
      aria-label={t('belongs.persona')}
      placeholder={t('belongs.everybody')}
      data={personas}
      value={personas.some(({ value }) => value === persona) ? (persona ?? null) : null}
      clearable
      onChange={(chosen) => change({ persona: chosen ?? undefined })}
      comboboxProps={{ shadow: 'md' }}
      w={{ base: '100%', xs: 190 }}
    />
  );
};

/** The persona the address chooses, where the model is for everybody; one that is not known is left aside once that is sure. */
export const useChosenPersona = (): string | undefined => {
  const [{ persona }] = useAddress();
  const workspace = useWorkspace();
  const { model } = useModels();
  const known = useQuery(personasQuery(workspace.id)).isSuccess;
  const personas = usePersonas();
  if (model?.persona) return undefined;
  return known ? personas.find(({ value }) => value === persona)?.value : persona;
};

/** Says for whom a model is that is bound to a persona. */
export const BoundTo = ({ persona }: { persona: string }) => {
  const { t } = useTranslation();
  return t('belongs.boundTo', { persona: labelOf(usePersonas(), persona) });
};
