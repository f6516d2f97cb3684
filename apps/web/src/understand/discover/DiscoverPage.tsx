import { Select } from '@mantine/core';
import { FEWEST_GROUPS, MOST_GROUPS } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { discoverQuery } from '../../api/understandQueries.js';
import { useWorkspace } from '../../session/workspace.js';
import { type Search, useAddress } from '../../shell/search.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { useUsualPeriod } from '../useUsualPeriod.js';
import { DiscoverResult } from './DiscoverResult.js';
import classes from './discover.module.css';

const NUMBERS = Array.from({ length: MOST_GROUPS - FEWEST_GROUPS + 1 }, (_, at) => FEWEST_GROUPS + at);
/** As many as fit best, where the address says nothing else. */
const numberIn = ({ groups }: Search): number | null => NUMBERS.find((one) => String(one) === groups) ?? null;

const Choices = () => {
  const { t } = useTranslation();
  const [address, change] = useAddress();
  const known = NUMBERS.map((count) => ({ value: String(count), label: t('discover.so', { count }) }));
  return (
    <>
      <Select
        aria-label={t('discover.groups')}
        data={[{ value: 'any', label: t('discover.anyGroups') }, ...known]}
        value={String(numberIn(address) ?? 'any')}
        allowDeselect={false}
        onChange={(chosen) => change({ groups: chosen === 'any' ? undefined : (chosen ?? undefined) })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <Link to="/personas" className={`link ${classes.there}`}>
        {t('discover.toPersonas')}
      </Link>
    </>
  );
};

const Found = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useScope();
  const [address] = useAddress();
  const groups = numberIn(address);
  const asked = { ...scope, ...(groups === null ? {} : { groups }) };
  const query = useQuery(discoverQuery(workspace.id, asked));
  return (
    <>
      {query.isFetching && (
        <p className={classes.working} role="status">
          {t('discover.working')}
        </p>
      )}
      <Answer query={query} height={520}>
        {(told) => <DiscoverResult told={told} asked={asked} />}
      </Answer>
    </>
  );
};

/** Personas discovered from what customers do. */
export const DiscoverPage = () => {
  // Habits take longer than a month to show.
  const isOpen = useUsualPeriod('365');
  return (
    <AnalysisPage name="discover" choices={<Choices />}>
      {!isOpen && <Found />}
    </AnalysisPage>
  );
};
