import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { MomentImpact } from '../api/types.js';
import { saveCsv } from '../charts/download.js';
import { saveElementPng } from '../charts/elementPng.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { periodSearch, usePeriod } from '../period/period.js';
import type { Search } from '../shell/search.js';
import { ExportMenu } from '../ui/ExportMenu.js';
import { Scrollable } from '../ui/Scrollable.js';
import classes from './strength.module.css';

const People = ({ value, search }: { value: number; search: Search }) => {
  const format = useFormat();
  if (value === 0) return <span>{format.number(0)}</span>;
  return (
    <Link to="/customers" search={search} className="quiet-link">
      {format.number(value)}
    </Link>
  );
};

/** How many of those followed moved so, as people and as a share, beside the share of the others. */
const Moved = ({ item, toward, search }: { item: MomentImpact; toward: 'forward' | 'back'; search: Search }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { followed, others } = item;
  const share = followed.customers === 0 ? null : followed[toward] / followed.customers;
  const other = others.customers === 0 ? null : others[toward] / others.customers;
  return (
    <Table.Td>
      <People value={followed[toward]} search={{ ...search, then: toward }} />
      {share !== null && ` (${format.percent(share)})`}
      {other !== null && (
        <span className={classes.beside}>{t('impact.others', { percent: format.percent(other) })}</span>
      )}
    </Table.Td>
  );
};

const Row = ({ item }: { item: MomentImpact }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const { model } = useModels();
  const period = usePeriod();
  const search: Search = { moment: item.id, model: model?.id, ...periodSearch(period) };
  return (
    <Table.Tr>
      <Table.Th scope="row">
        {say(item.name)}
        {item.effect !== 'reinforce' && <span className={classes.beside}>{t(`kind.${item.effect}`)}</span>}
      </Table.Th>
      <Table.Td>
        <People value={item.customers} search={search} />
      </Table.Td>
      <Table.Td>{format.number(item.times)}</Table.Td>
      <Table.Td>{format.short(item.weight)}</Table.Td>
      <Table.Td>
        <People value={item.followed.customers} search={{ ...search, then: 'followed' }} />
      </Table.Td>
      <Moved item={item} toward="forward" search={search} />
      <Moved item={item} toward="back" search={search} />
    </Table.Tr>
  );
};

const COLUMNS = ['moment', 'people', 'times', 'weight', 'followed', 'forward', 'back'] as const;

const useSave = (id: string, items: readonly MomentImpact[]) => {
  const { t } = useTranslation();
  const { say } = useWords();
  return () =>
    saveCsv(
      `parcours-moments-${id}`,
      [
        ...[t('impact.moment'), t('impact.effect'), t('impact.people'), t('impact.times'), t('impact.weight')],
        ...[t('impact.followed'), t('impact.forward'), t('impact.back')],
        ...[t('impact.otherPeople'), t('impact.otherForward'), t('impact.otherBack')],
      ],
      items.map(({ name, effect, customers, times, weight, followed, others: rest }) => [
        ...[say(name), t(`kind.${effect}`), customers, times, weight],
        ...[followed.customers, followed.forward, followed.back],
        ...[rest.customers, rest.forward, rest.back],
      ]),
    );
};

interface ImpactProps {
  id: string;
  title: string;
  items: readonly MomentImpact[];
}

/** Moments of one direction, those that touched most people first; every number opens onto its people. */
export const ImpactTable = ({ id, title, items }: ImpactProps) => {
  const { t } = useTranslation();
  const save = useSave(id, items);
  const drawn = useRef<HTMLDivElement>(null);
  return (
    <div ref={drawn}>
      <div className={classes.listHead}>
        <h2 className={classes.title}>{title}</h2>
        {items.length > 0 && (
          <ExportMenu
            items={[
              { label: t('common.png'), run: () => void saveElementPng(`parcours-moments-${id}`, drawn.current) },
              { label: t('common.csv'), run: save },
            ]}
          />
        )}
      </div>
      {items.length === 0 ? (
        <p className={classes.hint}>{t('impact.none')}</p>
      ) : (
        <Scrollable className={classes.scroll} label={title}>
          <Table className={classes.table}>
            <Table.Thead>
              <Table.Tr>
                {COLUMNS.map((column) => (
                  <Table.Th key={column} scope="col">
                    {t(`impact.${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </Table.Tbody>
          </Table>
        </Scrollable>
      )}
    </div>
  );
};
