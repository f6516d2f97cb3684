import { SegmentedControl, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { movementsQuery } from '../api/queries.js';
import type { Customer, CustomerPosition } from '../api/types.js';
import { saveCsv, saveFile } from '../charts/download.js';
import { useFormat } from '../i18n/useFormat.js';
import type { Model } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { ExportMenu } from '../ui/ExportMenu.js';
import { Scrollable } from '../ui/Scrollable.js';
import classes from './customer.module.css';
import { useMovementText } from './movementText.js';
import { SpeedChart, type SpeedChartHandle } from './SpeedChart.js';
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
    <Scrollable className={classes.speedTable} label={t('customer.speed')}>
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
  const [view, setView] = useState('chart');
  const chart = useRef<SpeedChartHandle>(null);
  const movements = useInfiniteQuery(movementsQuery(workspace.id, customer.id, model.id));
  const points = pointsOf(position, movements.data?.pages.flatMap((page) => page.items) ?? []);
  const name = `parcours-${model.id}-${customer.id.slice(0, 8)}`;
  const csv = () =>
    saveCsv(
      name,
      [t('customer.speedAt'), t('customers.velocity'), t('customer.speedMove')],
      points.map(({ at, velocity, movement }) => [at, velocity, movement && movementText(movement, model)]),
    );
  const png = () => chart.current?.picture((blob) => saveFile(`${name}.png`, blob));
  return (
    <section className={classes.speed}>
      <div className={classes.speedHead}>
        <div>
          <h3 className={classes.subtitle}>{t('customer.speed')}</h3>
          <p className={classes.hint}>{t('customer.speedHint')}</p>
        </div>
        <div className={classes.speedTools}>
          <SegmentedControl
            size="xs"
            data={[
              { value: 'chart', label: t('common.chart') },
              { value: 'table', label: t('common.table') },
            ]}
            value={view}
            onChange={setView}
          />
          <ExportMenu
            items={[
              ...(view === 'chart' ? [{ label: t('common.png'), run: () => png() }] : []),
              { label: t('common.csv'), run: csv },
            ]}
          />
        </div>
      </div>
      {view === 'chart' ? (
        <SpeedChart ref={chart} points={points} model={model} />
      ) : (
        <SpeedTable points={points} model={model} />
      )}
    </section>
  );
};
