import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StageFlows } from '../../api/understandPaths.js';
import chartClasses from '../../charts/charts.module.css';
import { useFormat } from '../../i18n/useFormat.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { Count } from '../people/Count.js';

export type Flow = StageFlows['flows'][number];

interface FlowsTableProps {
  flows: readonly Flow[];
  columns: readonly string[];
  between: (mark: number) => string;
  stage: (stage: string | null) => string;
  onOpen: (flow: Flow) => void;
}

/** The flows one under another; each number opens onto its people. */
export const FlowsTable = ({ flows, columns, between, stage, onOpen }: FlowsTableProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Scrollable className={chartClasses.table} label={t('cohorts.flows')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column} scope="col">
                {column}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {flows.map((flow) => (
            <Table.Tr key={`${flow.mark} ${flow.from} ${flow.to}`}>
              <Table.Td>{between(flow.mark)}</Table.Td>
              <Table.Td>{stage(flow.from)}</Table.Td>
              <Table.Td>{stage(flow.to)}</Table.Td>
              <Table.Td className="figure">
                <Count count={flow.customers} onOpen={() => onOpen(flow)}>
                  {format.number(flow.customers)}
                </Count>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};
