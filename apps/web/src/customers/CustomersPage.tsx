import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { FirstSteps } from '../map/FirstSteps.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { useModels } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { More } from '../ui/More.js';
import { PageHeader } from '../ui/PageHeader.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { CustomersExport } from './CustomersExport.js';
import { CustomersTable } from './CustomersTable.js';
import classes from './customers.module.css';
import { FilterBar, useClearFilters } from './FilterBar.js';
import { useCustomers } from './useCustomers.js';

const Found = () => {
  const { t } = useTranslation();
  const { model, query: models } = useModels();
  const { query, filters, items, total } = useCustomers(model, !models.isPending);
  const clear = useClearFilters();
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const none = total === 0;
  return (
    <>
      <FilterBar model={model} filters={filters} />
      {none ? (
        <EmptyState
          icon={<IconUsers size={28} stroke={1.5} aria-hidden />}
          title={t('customers.none')}
          text={t('customers.noneText')}
        >
          <Button variant="default" onClick={clear}>
            {t('customers.clear')}
          </Button>
        </EmptyState>
      ) : (
        <CustomersTable
          items={items}
          model={model}
          filters={filters}
          waiting={query.isPending}
          stale={query.isPlaceholderData}
        />
      )}
      {total !== undefined && !none && (
        <footer className={classes.footer}>
          <p>{t('customers.shown', { shown: items.length, total })}</p>
          <More query={query} />
          <CustomersExport items={items} model={model} />
        </footer>
      )}
    </>
  );
};

const Total = () => {
  const format = useFormat();
  const { model, query: models } = useModels();
  const { total } = useCustomers(model, !models.isPending);
  return total === undefined ? null : <span aria-live="polite">{format.number(total)}</span>;
};

/** Who they are: search, filters, and everyone they select. */
export const CustomersPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const empty = workspace.interactions === 0;
  return (
    <>
      <PageHeader title={t('customers.title')} aside={empty ? undefined : <Total />}>
        {!empty && <ModelPicker />}
      </PageHeader>
      {empty ? <FirstSteps /> : <Found />}
    </>
  );
};
