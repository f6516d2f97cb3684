import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsQuery } from '../../api/understandQueries.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { GroupsResult } from './GroupsResult.js';

const COUNTS = ['2', '3', '4', '5', '6', '7', '8'] as const;
/** A month is too short to tell people's habits by. */
const USUAL_PERIOD = '90';

const Choices = () => {
  const { t } = useTranslation();
  const [{ count }, change] = useAddress();
  const counts = COUNTS.map((value) => ({ value, label: t('groups.many', { count: Number(value) }) }));
  return (
    <Select
      aria-label={t('groups.count')}
      data={[{ value: 'best', label: t('groups.best') }, ...counts]}
      value={COUNTS.find((one) => one === count) ?? 'best'}
      allowDeselect={false}
      onChange={(chosen) => change({ count: chosen === 'best' ? undefined : (chosen ?? undefined) })}
      comboboxProps={{ shadow: 'md' }}
      className={shared.choice}
    />
  );
};

const Found = () => {
  const workspace = useWorkspace();
  const scope = useScope();
  const [address] = useAddress();
  const count = COUNTS.find((one) => one === address.count);
  const asked = { ...scope, ...(count ? { count: Number(count) } : {}) };
  const query = useQuery(groupsQuery(workspace.id, asked));
  return (
    <Answer query={query} height={520}>
      {(told) => <GroupsResult told={told} asked={asked} />}
    </Answer>
  );
};

/** Personas discovered: groups of people who do alike. */
export const GroupsPage = () => {
  const [{ period, from }, change] = useAddress();
  const isOpen = period === undefined && from === undefined;
  useEffect(() => {
    if (isOpen) change({ period: USUAL_PERIOD }, { replace: true });
  }, [isOpen, change]);
  return (
    <AnalysisPage name="groups" choices={<Choices />}>
      {!isOpen && <Found />}
    </AnalysisPage>
  );
};
