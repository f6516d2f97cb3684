import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { personasQuery, segmentsQuery } from '../api/definitions.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import classes from './customers.module.css';

interface GroupsProps {
  segment: string | undefined;
  persona: string | undefined;
}

/** Filters by segment and by persona, where there are any. */
export const Groups = ({ segment, persona }: GroupsProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const [, change] = useAddress();
  const segments = useQuery(segmentsQuery(workspace.id)).data?.items ?? [];
  const personas = useQuery(personasQuery(workspace.id)).data?.personas;
  const all = personas ? [...personas.personas, personas.fallback] : [];
  const shared = { clearable: true, comboboxProps: { shadow: 'md' }, className: classes.choice } as const;
  return (
    <>
      {segments.length > 0 && (
        <Select
          {...shared}
          aria-label={t('rules.segment')}
          placeholder={t('segments.any')}
          data={segments.map(({ segment: { id, name } }) => ({ value: id, label: say(name) }))}
          value={segment ?? null}
          onChange={(value) => change({ segment: value ?? undefined })}
        />
      )}
      {all.length > 0 && (
        <Select
          {...shared}
          aria-label={t('rules.persona')}
          placeholder={t('personas.any')}
          data={all.map(({ id, name }) => ({ value: id, label: say(name) }))}
          value={persona ?? null}
          onChange={(value) => change({ persona: value ?? undefined })}
        />
      )}
    </>
  );
};
