import { Table } from '@mantine/core';
import type { FunnelGroup } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import type { Funnel, FunnelStep } from '../../api/understandPaths.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { labelOf, usePersonas } from '../../strength/useBelongs.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { Count } from '../people/Count.js';
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
    return { name: value === null ? t('funnel.noValue') : name, steps, group: { value } as FunnelGroup };
  });
  const others: FunnelGroup = { rest: true };
  return rest
    ? [...named, { name: t('funnel.rest', { count: rest.values }), steps: rest.steps, group: others }]
    : named;
};

export type Group = ReturnType<typeof useGroups>[number];

interface BreakdownProps {
  groups: readonly Group[];
  label: string;
  /** Those of a group who reached a step, counted from 1. */
  onOpen: (step: number, group: Group) => void;
}

/** How far those of each value came: the share that reached each step. Each number opens onto its people. */
export const BreakdownTable = ({ groups, label, onOpen }: BreakdownProps) => {
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
          {groups.map((group) => (
            <Table.Tr key={JSON.stringify(group.group)}>
              <Table.Th scope="row">{group.name}</Table.Th>
              {group.steps.map(({ customers, conversion }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
                <Table.Td key={at} className="figure">
                  <Count count={customers} onOpen={() => onOpen(at + 1, group)}>
                    {format.number(customers)}
                  </Count>
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
