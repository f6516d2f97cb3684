import { Select } from '@mantine/core';
import { IconZoomQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client.js';
import { recommendModelQuery } from '../../api/nextQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { EmptyState, Loaded } from '../../ui/states.js';
import { AnalysisPage } from '../AnalysisPage.js';
import frame from '../understand.module.css';
import { useScope } from '../useScope.js';
import { GoesWithPanel } from './GoesWithPanel.js';
import { MethodsPanel } from './MethodsPanel.js';

interface Supply {
  customers: number;
  products: number;
  returning: number;
}
type Lack = Supply & { least: Supply };

const lackIn = (error: unknown): Lack | null =>
  error instanceof ApiError && error.code === 'data.tooLittle' ? (error.details as Lack) : null;

/** How much there is and how much it takes, rather than recommendations by chance. */
const TooLittle = ({ least, customers, products, returning }: Lack) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <EmptyState
      icon={<IconZoomQuestion size={28} stroke={1.5} aria-hidden className={frame.emptyIcon} />}
      title={t('next.lackTitle')}
      text={t('next.lack', {
        customers: format.number(least.customers),
        products: format.number(least.products),
        returning: format.number(least.returning),
        foundCustomers: format.number(customers),
        foundProducts: format.number(products),
        foundReturning: format.number(returning),
      })}
    />
  );
};

const KINDS = ['product', 'name', 'category'] as const;
const useKind = () => {
  const [{ by }] = useAddress();
  return KINDS.find((kind) => kind === by) ?? 'product';
};

/** What counts as a product. */
const Kind = () => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  return (
    <Select
      aria-label={t('next.by')}
      data={KINDS.map((value) => ({ value, label: t(`next.kinds.${value}`) }))}
      value={useKind()}
      allowDeselect={false}
      onChange={(kind) => change({ by: kind === 'product' ? undefined : (kind ?? undefined) }, { replace: true })}
      className={frame.choice}
    />
  );
};

const useIsOfPeriod = (): boolean => useAddress()[0].learnt === 'period';

/** Whether all of history is learnt from, or a period of it. */
const LearntFrom = () => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  return (
    <Select
      aria-label={t('next.learntFrom')}
      data={[
        { value: 'history', label: t('next.ofHistory') },
        { value: 'period', label: t('next.ofPeriod') },
      ]}
      value={useIsOfPeriod() ? 'period' : 'history'}
      allowDeselect={false}
      onChange={(chosen) => change({ learnt: chosen === 'period' ? chosen : undefined }, { replace: true })}
      comboboxProps={{ shadow: 'md' }}
      className={frame.choice}
    />
  );
};

/** What customers may buy next: how well it can be foretold, and what goes with what. */
export const NextPage = () => {
  const workspace = useWorkspace();
  const by = useKind();
  const ofPeriod = useIsOfPeriod();
  const { period, persona, segment, where } = useScope();
  const asked = {
    ...(ofPeriod ? period : {}),
    ...(by === 'product' ? {} : { by }),
    ...(persona ? { persona } : {}),
    ...(segment ? { segment } : {}),
    ...(where ? { where: JSON.stringify(where) } : {}),
  };
  const query = useQuery(recommendModelQuery(workspace.id, asked));
  const usual = useQuery(recommendModelQuery(workspace.id, {}));
  const lack = lackIn(query.error);
  return (
    <AnalysisPage
      name="next"
      timeless={!ofPeriod}
      choices={
        <>
          <LearntFrom />
          <Kind />
        </>
      }
    >
      {lack ? (
        <TooLittle {...lack} />
      ) : (
        <Loaded query={query} height={420}>
          {(model) =>
            query.isError ? null : (
              <div className={frame.panel}>
                <MethodsPanel model={model} />
              </div>
            )
          }
        </Loaded>
      )}
      {usual.isSuccess && (
        <div className={frame.panel}>
          <GoesWithPanel />
        </div>
      )}
    </AnalysisPage>
  );
};
