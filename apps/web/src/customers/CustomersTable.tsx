import { Skeleton, Table } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useAddress } from '../shell/search.js';
import { CustomerRow } from './CustomerRow.js';
import classes from './customers.module.css';
import type { Filters, Sort, useCustomers } from './useCustomers.js';
import { useRowKeys } from './useRowKeys.js';
import { useRows } from './useRows.js';

interface TableProps {
  customers: ReturnType<typeof useCustomers>;
  model: Model | undefined;
  count: { total: number; capped: boolean } | undefined;
  /** True when it is drawn anew because one leapt to another part of the list. */
  leapt: boolean;
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
      role="columnheader"
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

const Head = ({ filters }: { filters: Filters }) => {
  const { t } = useTranslation();
  return (
    <Table.Thead role="rowgroup">
      <Table.Tr role="row" aria-rowindex={1}>
        {useMay('personal') ? (
          <SortHeader sort="name" filters={filters} />
        ) : (
          <Table.Th scope="col" role="columnheader">
            {t('customers.name')}
          </Table.Th>
        )}
        <Table.Th scope="col" role="columnheader">
          {t('customers.stage')}
        </Table.Th>
        <Table.Th scope="col" role="columnheader">
          {t('customers.direction')}
        </Table.Th>
        <SortHeader sort="velocity" filters={filters} className={classes.number} />
        <SortHeader sort="since" filters={filters} className={classes.late} />
        <SortHeader sort="lastSeen" filters={filters} />
      </Table.Tr>
    </Table.Thead>
  );
};

const WaitingRow = ({ row }: { row?: number }) => (
  <Table.Tr role="row" className={classes.row} aria-rowindex={row === undefined ? undefined : row + 2}>
    <Table.Td role="gridcell" colSpan={6}>
      <Skeleton height={20} />
    </Table.Td>
  </Table.Tr>
);

const Space = ({ height }: { height: number }) =>
  height > 0 && (
    <tr aria-hidden className={classes.space}>
      <td colSpan={6} style={{ height }} />
    </tr>
  );

const WAITING = Array.from({ length: 12 }, (_, place) => place);

/** Customers, one a line; on a small screen, one a card. Only those in sight are on the page, of however many there are. */
export const CustomersTable = ({ customers, model, count, leapt }: TableProps) => {
  const { t } = useTranslation();
  const body = useRef<HTMLTableSectionElement>(null);
  const { query, filters, stretch } = customers;
  const rows = useRows(customers, body, leapt);
  const keys = useRowKeys(customers, rows, { body, total: count?.total, leapt });
  const waiting = query.isPending;
  return (
    <div className={classes.frame}>
      <Table
        className={classes.table}
        role="grid"
        aria-busy={waiting || query.isPlaceholderData}
        aria-rowcount={count && !count.capped ? count.total + 1 : -1}
        aria-describedby="customers-help"
        data-stale={query.isPlaceholderData}
      >
        <caption className="visually-hidden">{t('customers.title')}</caption>
        <Head filters={filters} />
        <Table.Tbody ref={body} role="rowgroup" tabIndex={-1} className={classes.body} onKeyDown={keys.onKeyDown}>
          {waiting && WAITING.map((place) => <WaitingRow key={place} />)}
          <Space height={waiting ? 0 : rows.above} />
          {rows.shown.map((item) => {
            const row = rows.rowOf(item);
            const customer = stretch.items[row - stretch.start];
            if (!customer) return <WaitingRow key={item.key} row={row} />;
            return (
              <CustomerRow
                key={customer.id}
                customer={customer}
                model={model}
                row={row}
                current={row === keys.current}
                onFocus={keys.choose}
              />
            );
          })}
          <Space height={waiting ? 0 : rows.below} />
        </Table.Tbody>
      </Table>
      <p id="customers-help" className="visually-hidden">
        {t('longTable.help')}
      </p>
    </div>
  );
};
