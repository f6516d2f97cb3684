import { Button } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { FirstSteps } from '../map/FirstSteps.js';
import { ModelPicker } from '../models/ModelPicker.js';
import { useModels } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { PageHeader } from '../ui/PageHeader.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { CustomersExport } from './CustomersExport.js';
import { CustomersTable } from './CustomersTable.js';
import classes from './customers.module.css';
import { FilterBar, useClearFilters } from './FilterBar.js';
import { useCustomerCount, useCustomers } from './useCustomers.js';

const Found = () => {
  const { t } = useTranslation();
  const { model, query: models } = useModels();
  const customers = useCustomers(model, !models.isPending);
  const count = useCustomerCount(model, !models.isPending);
  const clear = useClearFilters();
  // A leap made before one left the page is not made again on coming back.
  const arrivedBy = useRef(customers.stretch.leap);
  const { query, filters, stretch } = customers;
  const { items } = stretch;
  if (query.isError && items.length === 0) {
    return (
      <>
        <FilterBar model={model} filters={filters} />
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </>
    );
  }
  const none = query.isSuccess && items.length === 0 && !query.isPlaceholderData;
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
          key={stretch.leap}
          customers={customers}
          model={model}
          count={count}
          leapt={stretch.leap !== arrivedBy.current}
        />
      )}
      {query.isError && (
        <footer className={classes.footer} role="alert">
          <p>{t('longTable.failed')}</p>
          <Button variant="default" onClick={() => void query.refetch()}>
            {t('common.retry')}
          </Button>
        </footer>
      )}
    </>
  );
};

/** How many there are, and the ones at hand as a table to keep. */
const Total = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { model, query: models } = useModels();
  const count = useCustomerCount(model, !models.isPending);
  if (!count) return null;
  const text = count.capped ? t('longTable.more', { count: count.total }) : format.number(count.total);
  return <span aria-live="polite">{text}</span>;
};

const Export = () => {
  const { model, query: models } = useModels();
  const { stretch } = useCustomers(model, !models.isPending);
  return stretch.items.length > 0 ? <CustomersExport items={stretch.items} model={model} /> : null;
};

/** Who they are: search, filters, and everyone they select. */
export const CustomersPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const empty = workspace.interactions === 0;
  return (
    <>
      <PageHeader title={t('customers.title')} aside={empty ? undefined : <Total />}>
        {!empty && <Export />}
        {!empty && <ModelPicker />}
      </PageHeader>
      {empty ? <FirstSteps /> : <Found />}
    </>
  );
};
