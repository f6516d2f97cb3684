import { Table, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DriverRow } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import classes from './drivers.module.css';
import type { DriverWords } from './useDriverWords.js';

/** Some of the people compared: those with a variable, or without. */
export interface Side {
  readonly row: DriverRow;
  readonly has: boolean;
}

interface TableProps {
  rows: readonly DriverRow[];
  words: DriverWords;
  onOpen: (side: Side) => void;
}

const PeopleButton = ({ row, has, words, onOpen }: Side & Omit<TableProps, 'rows'>) => {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (has ? row.with : row.without).of;
  const title = t(has ? 'drivers.peopleWith' : 'drivers.peopleWithout', { name: words.variable(row) });
  return (
    <UnstyledButton
      className={classes.people}
      aria-label={t('drivers.open', { title, people: t('common.customers', { count }) })}
      onClick={() => onOpen({ row, has })}
    >
      {format.number(count)}
    </UnstyledButton>
  );
};

const Row = ({ row, words, onOpen }: Omit<TableProps, 'rows'> & { row: DriverRow }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { adjusted, plain } = row;
  const interval = ({ value, low, high }: DriverRow['plain'], say: (one: number) => string) =>
    `${say(value)} (${say(low)} … ${say(high)})`;
  return (
    <Table.Tr>
      <Table.Th scope="row">{words.variable(row)}</Table.Th>
      <Table.Td className="figure">
        <PeopleButton has {...{ row, words, onOpen }} />
      </Table.Td>
      <Table.Td className="figure">{words.rate(row.with)}</Table.Td>
      <Table.Td className="figure">
        <PeopleButton has={false} {...{ row, words, onOpen }} />
      </Table.Td>
      <Table.Td className="figure">{words.rate(row.without)}</Table.Td>
      <Table.Td className={`figure ${classes.nowrap}`}>{interval(plain, words.points)}</Table.Td>
      <Table.Td className={`figure ${classes.nowrap}`}>
        {adjusted ? interval(adjusted.difference, words.points) : t('drivers.decides')}
      </Table.Td>
      <Table.Td className={`figure ${classes.nowrap}`}>{adjusted && interval(adjusted.odds, format.short)}</Table.Td>
      <Table.Td className="figure">{adjusted && format.percent(adjusted.q)}</Table.Td>
    </Table.Tr>
  );
};

/** Every variable compared: people and shares with and without, differences, odds. Counts open onto their people. */
export const DriversTable = ({ rows, ...given }: TableProps) => {
  const { t } = useTranslation();
  const columns = ['variable', 'with', 'rateWith', 'without', 'rateWithout', 'plain', 'adjusted', 'odds', 'q'] as const;
  return (
    <Scrollable className={classes.table} label={t('drivers.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`drivers.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={JSON.stringify([row.kind, row.name, row.value])} row={row} {...given} />
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};
