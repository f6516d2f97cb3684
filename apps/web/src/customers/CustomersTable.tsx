import { Skeleton, Table } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CustomerItem } from '../api/types.js';
import type { Model } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useAddress } from '../shell/search.js';
import { CustomerRow } from './CustomerRow.js';
import classes from './customers.module.css';
import type { Filters, Sort } from './useCustomers.js';

interface TableProps {
  items: CustomerItem[];
  model: Model | undefined;
  filters: Filters;
  waiting: boolean;
  stale: boolean;
}

const SortHeader = ({ sort, filters, className }: { sort: Sort; filters: Filters; className?: string | undefined }) => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const current = filters.sort === sort;
  const ascending = filters.order === 'asc';
  const Mark = current && ascending ? IconChevronUp : IconChevronDown;
  // Names read from A; for the rest the most and the latest come first.
  const first = sort === 'name' ? 'asc' : 'desc';
  const next = current ? (ascending ? 'desc' : 'asc') : first;
  return (
    <Table.Th
      scope="col"
      className={className}
      aria-sort={current ? (ascending ? 'ascending' : 'descending') : undefined}
    >
      <button type="button" className={classes.sort} onClick={() => change({ sort, order: next })}>
        {t(`customers.${sort}`)}
        <Mark size={14} stroke={2} aria-hidden className={current ? classes.sorted : classes.unsorted} />
      </button>
    </Table.Th>
  );
};

const WaitingRows = () =>
  Array.from({ length: 12 }, (_, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rows that wait are all alike
    <Table.Tr key={index}>
      <Table.Td colSpan={6}>
        <Skeleton height={20} my={6} />
      </Table.Td>
    </Table.Tr>
  ));

/** Customers, one a line; on a small screen, one a card. */
export const CustomersTable = ({ items, model, filters, waiting, stale }: TableProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.frame}>
      <Table className={classes.table} aria-busy={waiting || stale} data-stale={stale}>
        <caption className="visually-hidden">{t('customers.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            {useMay('personal') ? (
              <SortHeader sort="name" filters={filters} />
            ) : (
              <Table.Th scope="col">{t('customers.name')}</Table.Th>
            )}
            <Table.Th scope="col">{t('customers.stage')}</Table.Th>
            <Table.Th scope="col">{t('customers.direction')}</Table.Th>
            <SortHeader sort="velocity" filters={filters} className={classes.number} />
            <SortHeader sort="since" filters={filters} className={classes.late} />
            <SortHeader sort="lastSeen" filters={filters} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {waiting ? <WaitingRows /> : items.map((item) => <CustomerRow key={item.id} customer={item} model={model} />)}
        </Table.Tbody>
      </Table>
    </div>
  );
};
