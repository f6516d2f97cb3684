import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Funnel, FunnelStep } from '../../api/understandPaths.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { labelOf, usePersonas } from '../../strength/useBelongs.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { useDuration } from '../useDuration.js';

export const FunnelTable = ({ steps }: { steps: readonly FunnelStep[] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const columns = ['name', 'customers', 'conversion', 'fromPrevious', 'median', 'left'] as const;
  return (
    <Scrollable className={chartClasses.table} label={t('funnel.chart')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {t(`funnel.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {steps.map(({ name, customers, conversion, fromPrevious, medianSeconds, left }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
            <Table.Tr key={at}>
              <Table.Td>{name}</Table.Td>
              <Table.Td className="figure">{format.number(customers)}</Table.Td>
              <Table.Td className="figure">{format.percent(conversion)}</Table.Td>
              <Table.Td className="figure">{format.percent(fromPrevious)}</Table.Td>
              <Table.Td className="figure">{medianSeconds === null ? '–' : duration(medianSeconds)}</Table.Td>
              <Table.Td className="figure">{format.number(left)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** The groups of a breakdown with the names they are shown by. */
export const useGroups = ({ breakdown }: Funnel, by: string | undefined) => {
  const { t } = useTranslation();
  const personas = usePersonas();
  if (!breakdown) return [];
  const { groups, rest } = breakdown;
  const named = groups.map(({ value, steps }) => {
    const name = by === 'persona' ? labelOf(personas, String(value)) : String(value);
    return { name: value === null ? t('funnel.noValue') : name, steps };
  });
  return rest ? [...named, { name: t('funnel.rest', { count: rest.values }), steps: rest.steps }] : named;
};

/** How far those of each value came: the share that reached each step. */
export const BreakdownTable = ({ groups, label }: { groups: ReturnType<typeof useGroups>; label: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={label}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('funnel.value')}</Table.Th>
            {groups[0]?.steps.map(({ name }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
              <Table.Th key={at} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ name, steps }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row">{name}</Table.Th>
              {steps.map(({ customers, conversion }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
                <Table.Td key={at} className="figure">
                  {format.number(customers)}
                  {at > 0 && ` · ${format.percent(conversion)}`}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};
