import { Button, SegmentedControl, Skeleton, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueList as List, ValueListQuery, ValuePeople } from '../../api/valuePaths.js';
import { valueListQuery } from '../../api/valueQueries.js';
import { saveCsv } from '../../charts/download.js';
import { saveElementPng } from '../../charts/elementPng.js';
import { useNameOf } from '../../customers/nameOf.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import { More } from '../../ui/More.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { ErrorState } from '../../ui/states.js';
import { cellIn } from './RfmPanel.js';
import classes from './value.module.css';

type Item = List['items'][number];

/** What each list asks for. */
const LISTS = {
  value: { sort: 'value', order: 'desc' },
  lost: { sort: 'spent', order: 'desc', repeat: 'true', aliveFrom: '0.3', aliveBelow: '0.7' },
  next: { sort: 'next', order: 'asc' },
} as const satisfies Record<string, ValueListQuery>;
type ListName = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as ListName[];

const COLUMNS = ['customer', 'purchases', 'total', 'last', 'pAlive', 'expectedColumn', 'worthColumn', 'next'] as const;

const Row = ({ item, currency }: { item: Item; currency: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf();
  const { pAlive, expectedPurchases, lifetimeValue, nextPurchase } = item;
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Link to="/customers/$id" params={{ id: item.id }} className="quiet-link">
          {nameOf(item)}
        </Link>
      </Table.Th>
      <Table.Td>{format.number(item.purchases)}</Table.Td>
      <Table.Td>{format.money(item.spent, currency)}</Table.Td>
      <Table.Td>{format.day(item.lastPurchase)}</Table.Td>
      <Table.Td>{pAlive === null ? '–' : format.percent(pAlive)}</Table.Td>
      <Table.Td>{expectedPurchases === null ? '–' : format.short(expectedPurchases)}</Table.Td>
      <Table.Td>{lifetimeValue === null ? '–' : format.money(lifetimeValue, currency)}</Table.Td>
      <Table.Td>{nextPurchase === null ? t('value.never') : format.day(nextPurchase)}</Table.Td>
    </Table.Tr>
  );
};

const useSave = (items: readonly Item[]) => {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf();
  return () =>
    saveCsv(
      'parcours-value-customers',
      COLUMNS.map((column) => t(`value.${column}`)),
      items.map((item) => [
        ...[nameOf(item), item.purchases, item.spent, format.key(item.lastPurchase), item.pAlive],
        ...[item.expectedPurchases, item.lifetimeValue, item.nextPurchase && format.key(item.nextPurchase)],
      ]),
    );
};

const People = ({ items, currency }: { items: readonly Item[]; currency: string }) => {
  const { t } = useTranslation();
  if (items.length === 0) return <p className={classes.hint}>{t('value.none')}</p>;
  return (
    <Scrollable className={classes.scroll} label={t('value.listTitle')}>
      <Table className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {COLUMNS.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`value.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} currency={currency} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

interface ListProps {
  people: ValuePeople;
  currency: string;
  /** What the first list goes by. */
  most: 'value' | 'expected' | 'spent';
}

const useList = ({ people, most }: Pick<ListProps, 'people' | 'most'>) => {
  const workspace = useWorkspace();
  const [{ by, show }, change] = useAddress();
  const list: ListName = NAMES.find((name) => name === by) ?? 'value';
  const cell = cellIn(show);
  // Within a cell everybody is of interest, not only who is in the list.
  const best = list === 'value' ? { sort: most } : {};
  const asked = cell ? { ...cell, sort: 'spent', order: 'desc' } : { ...LISTS[list], ...best };
  const query = useInfiniteQuery(valueListQuery(workspace.id, { ...asked, ...people, limit: '25' }));
  return { list, cell, query, change };
};

/** Who is worth most, who is about to be lost, who buys next; or everybody in a cell of the grid. */
export const ValueList = ({ people, currency, most }: ListProps) => {
  const { t } = useTranslation();
  const { list, cell, query, change } = useList({ people, most });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const save = useSave(items);
  const drawn = useRef<HTMLDivElement>(null);
  const total = query.data?.pages[0]?.totals.customers ?? 0;
  return (
    <div aria-busy={query.isPlaceholderData}>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{t('common.customers', { count: total })}</h2>
          <p className={classes.hint}>{cell ? t('value.listCell', cell) : t(`value.listHints.${list}`)}</p>
        </div>
        {cell ? (
          <Button variant="default" onClick={() => change({ show: undefined }, { replace: true })}>
            {t('value.listAll')}
          </Button>
        ) : (
          <SegmentedControl
            aria-label={t('value.listTitle')}
            data={NAMES.map((value) => ({ value, label: t(`value.lists.${value}`) }))}
            value={list}
            onChange={(chosen) => change({ by: chosen === 'value' ? undefined : chosen }, { replace: true })}
          />
        )}
        <ExportMenu
          items={[
            { label: t('common.png'), run: () => void saveElementPng(`parcours-value-${list}`, drawn.current) },
            { label: t('common.csv'), run: save },
          ]}
        />
      </div>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      <div ref={drawn}>
        {query.isPending ? <Skeleton height={320} radius="lg" /> : <People items={items} currency={currency} />}
      </div>
      <div className={classes.more}>
        <More query={query} />
      </div>
    </div>
  );
};
