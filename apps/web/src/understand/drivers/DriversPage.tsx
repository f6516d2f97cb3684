import { SegmentedControl, Select } from '@mantine/core';
import { DRIVER_OUTCOMES } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.js';
import { driversQuery } from '../../api/understandQueries.js';
import { useWords } from '../../i18n/useWords.js';
import { type Model, useModels } from '../../models/useModel.js';
import { useWorkspace } from '../../session/workspace.js';
import { type Search, useAddress } from '../../shell/search.js';
import { AnalysisPage, Answer } from '../AnalysisPage.js';
import shared from '../understand.module.css';
import { useScope } from '../useScope.js';
import { useUsualPeriod } from '../useUsualPeriod.js';
import { DriversResult } from './DriversResult.js';
import classes from './drivers.module.css';

const WINDOWS = ['P7D', 'P30D', 'P60D', 'P90D', 'P180D'] as const;
const AFTERS = ['now', 'P7D', 'P14D', 'P30D'] as const;

const outcomeIn = ({ show }: Search) => DRIVER_OUTCOMES.find((one) => one === show) ?? 'forward';
/** Silence takes longer to tell than a step forward. */
const windowIn = (address: Search) =>
  WINDOWS.find((one) => one === address.window) ?? (outcomeIn(address) === 'forward' ? 'P30D' : 'P180D');
const afterIn = ({ after }: Search) => AFTERS.find((one) => one === after) ?? 'now';
/** The one asked for, else the one in the middle, from which people move both ways. */
const stageIn = ({ stage }: Search, { stages }: Model): string =>
  (stages.find(({ id }) => id === stage) ?? stages[Math.floor(stages.length / 2)])?.id ?? '';

/** How many entered too short a time ago to know what came next, where that leaves too few. */
const waitingIn = (error: unknown): number =>
  error instanceof ApiError && error.code === 'data.tooLittle'
    ? ((error.details as { waiting?: number } | undefined)?.waiting ?? 0)
    : 0;

const Choices = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { active } = useModels();
  const [address, change] = useAddress();
  const stages = active.map((view) => ({
    group: say(view.model.name),
    items: view.model.stages.map(({ id, name }) => ({ value: `${view.model.id} ${id}`, label: say(name) })),
  }));
  return (
    <>
      <Select
        aria-label={t('drivers.stage')}
        data={stages}
        value={`${model.id} ${stageIn(address, model)}`}
        allowDeselect={false}
        maxDropdownHeight={360}
        onChange={(chosen) => {
          const [of, stage] = (chosen ?? '').split(' ');
          change({ model: of, stage });
        }}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <SegmentedControl
        aria-label={t('drivers.outcome')}
        data={DRIVER_OUTCOMES.map((value) => ({ value, label: t(`drivers.outcomes.${value}`) }))}
        value={outcomeIn(address)}
        onChange={(chosen) => change({ show: chosen === 'forward' ? undefined : chosen, window: undefined })}
      />
      <Select
        aria-label={t('drivers.window')}
        data={WINDOWS.map((value) => ({ value, label: t(`drivers.windows.${value}`) }))}
        value={windowIn(address)}
        allowDeselect={false}
        onChange={(chosen) => change({ window: chosen ?? undefined })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
      <Select
        aria-label={t('drivers.after')}
        data={AFTERS.map((value) => ({ value, label: t(`drivers.afters.${value}`) }))}
        value={afterIn(address)}
        allowDeselect={false}
        onChange={(chosen) => change({ after: chosen === 'now' ? undefined : (chosen ?? undefined) })}
        comboboxProps={{ shadow: 'md' }}
        className={shared.choice}
      />
    </>
  );
};

const DriversOf = ({ model }: { model: Model }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const scope = useScope();
  const [address] = useAddress();
  const after = afterIn(address);
  const asked = {
    ...scope,
    ...{ model: model.id, stage: stageIn(address, model) },
    ...{ outcome: outcomeIn(address), window: windowIn(address) },
    ...(after === 'now' ? {} : { after }),
  };
  const query = useQuery(driversQuery(workspace.id, asked));
  const waiting = waitingIn(query.error);
  return (
    <>
      <Answer query={query} height={520}>
        {(told) => <DriversResult told={told} asked={asked} />}
      </Answer>
      {waiting > 0 && <p className={classes.waiting}>{t('drivers.tooLate', { count: waiting })}</p>}
    </>
  );
};

/** What goes with moving forward, moving back and leaving, by stage. */
export const DriversPage = () => {
  const { model } = useModels();
  // Of those who entered in the last month, nobody has been seen for a month yet.
  const isOpen = useUsualPeriod('365');
  return (
    <AnalysisPage name="drivers" choices={model && <Choices model={model} />}>
      {model && !isOpen && <DriversOf model={model} />}
    </AnalysisPage>
  );
};
