import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { movementsQuery } from '../api/queries.js';
import type { Customer, CustomerPosition } from '../api/types.js';
import { ChartPanel } from '../charts/ChartPanel.js';
import chartClasses from '../charts/charts.module.css';
import { useFormat } from '../i18n/useFormat.js';
import type { Model } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { Scrollable } from '../ui/Scrollable.js';
import classes from './customer.module.css';
import { useMovementText } from './movementText.js';
import { SpeedChart } from './SpeedChart.js';
import { pointsOf, type SpeedPoint } from './speedPoints.js';

interface SpeedProps {
  customer: Customer;
  position: CustomerPosition;
  model: Model;
}
const SpeedTable = ({ points, model }: { points: SpeedPoint[]; model: Model }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const movementText = useMovementText();
  return (
    <Scrollable className={chartClasses.table} label={t('customer.speed')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('customer.speedAt')}</Table.Th>
            <Table.Th scope="col">{t('customers.velocity')}</Table.Th>
            <Table.Th scope="col">{t('customer.speedMove')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.toReversed().map(({ at, velocity, movement }) => (
            <Table.Tr key={at}>
              <Table.Td>{format.moment(at)}</Table.Td>
              <Table.Td className={classes.number}>{format.velocity(velocity)}</Table.Td>
              <Table.Td>{movement && movementText(movement, model)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

/** Velocity over time: a picture where people look, a table where they check. */
export const Speed = ({ customer, position, model }: SpeedProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const movementText = useMovementText();
  const movements = useInfiniteQuery(movementsQuery(workspace.id, customer.id, model.id));
  const points = pointsOf(position, movements.data?.pages.flatMap((page) => page.items) ?? []);
  return (
    <section className={classes.speed}>
      <ChartPanel
        title={t('customer.speed')}
        hint={t('customer.speedHint')}
        file={`parcours-${model.id}-${customer.id.slice(0, 8)}`}
        chart={(ref) => <SpeedChart ref={ref} points={points} model={model} />}
        table={<SpeedTable points={points} model={model} />}
        csv={() => ({
          header: [t('customer.speedAt'), t('customers.velocity'), t('customer.speedMove')],
          rows: points.map(({ at, velocity, movement }) => [at, velocity, movement && movementText(movement, model)]),
        })}
      />
    </section>
  );
};
