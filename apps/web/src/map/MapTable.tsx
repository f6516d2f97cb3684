import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JourneyMap, MapStage } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Search } from '../shell/search.js';
import { DirectionArrow, Velocity } from '../ui/DirectionMark.js';
import { Scrollable } from '../ui/Scrollable.js';
import { StageChip } from '../ui/StageChip.js';
import { type PeopleBehind, tellsPace } from './links.js';
import classes from './map.module.css';

const Count = ({ value, to }: { value: number; to: Search }) => {
  const format = useFormat();
  if (value === 0) return <span className={classes.faint}>{format.number(0)}</span>;
  return (
    <Link to="/customers" search={to} className="quiet-link">
      {format.number(value)}
    </Link>
  );
};

/** Who does not move on: the stalled where their pace is known, else the stuck. */
const Held = ({ stage, map, people }: { stage: MapStage } & MapTableProps) => {
  if (!tellsPace(map)) return <Count value={stage.stuck} to={people.stuck(stage.id)} />;
  return stage.stalled === null ? '–' : <Count value={stage.stalled} to={people.stalled(stage.id)} />;
};

const StageRow = ({ stage, index, map, people }: { stage: MapStage; index: number } & MapTableProps) => {
  const format = useFormat();
  const { say } = useWords();
  const name = say(map.model.stages[index]?.name ?? { en: stage.id, fr: stage.id });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <StageChip name={name} index={index} count={map.stages.length} />
      </Table.Th>
      <Table.Td>
        <Count value={stage.customers} to={people.standing(stage.id)} />
      </Table.Td>
      {(['entered', 'forward', 'back', 'fellIn'] as const).map((moved) => (
        <Table.Td key={moved}>
          <Count value={stage[moved]} to={people.moves(moved, stage.id)} />
        </Table.Td>
      ))}
      <Table.Td>
        <Velocity value={stage.velocity} />
      </Table.Td>
      {(['advancing', 'steady', 'receding'] as const).map((direction) => (
        <Table.Td key={direction}>
          <Count value={stage.directions[direction]} to={people.going(stage.id, direction)} />
        </Table.Td>
      ))}
      <Table.Td>{stage.medianDays === null ? '–' : format.short(stage.medianDays)}</Table.Td>
      <Table.Td>
        <Held stage={stage} map={map} people={people} />
      </Table.Td>
    </Table.Tr>
  );
};

const Flows = ({ map, people }: MapTableProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const name = (id: string | null) =>
    id === null ? t('map.outside') : say(map.model.stages.find((stage) => stage.id === id)?.name ?? { en: id, fr: id });
  return (
    <Table className={classes.table} captionSide="top">
      <Table.Caption className={classes.caption}>{t('map.flowsCaption')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('map.from')}</Table.Th>
          <Table.Th scope="col">{t('map.to')}</Table.Th>
          <Table.Th scope="col">{t('map.kindOf')}</Table.Th>
          <Table.Th scope="col">{t('map.moves')}</Table.Th>
          <Table.Th scope="col">{t('map.people')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {map.flows.map((flow) => (
          <Table.Tr key={`${flow.from} ${flow.to} ${flow.kind}`}>
            <Table.Td>{name(flow.from)}</Table.Td>
            <Table.Td>{name(flow.to)}</Table.Td>
            <Table.Td>{t(`kind.${flow.kind}`)}</Table.Td>
            <Table.Td>
              <Count value={flow.movements} to={people.flow(flow)} />
            </Table.Td>
            <Table.Td>
              <Count value={flow.customers} to={people.flow(flow)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};

interface MapTableProps {
  map: JourneyMap;
  people: PeopleBehind;
}

/** The same journey in figures, for those who check. */
export const MapTable = ({ map, people }: MapTableProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.tables}>
      <Scrollable className={classes.scroll} label={t('map.tableCaption')}>
        <Table className={classes.table} captionSide="top">
          <Table.Caption className={classes.caption}>{t('map.tableCaption')}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('map.stage')}</Table.Th>
              <Table.Th scope="col">{t('map.people')}</Table.Th>
              <Table.Th scope="col">{t('map.arrivedUp')}</Table.Th>
              <Table.Th scope="col">{t('map.leftUp')}</Table.Th>
              <Table.Th scope="col">{t('map.leftDown')}</Table.Th>
              <Table.Th scope="col">{t('map.arrivedDown')}</Table.Th>
              <Table.Th scope="col">{t('map.speed')}</Table.Th>
              {(['advancing', 'steady', 'receding'] as const).map((direction) => (
                <Table.Th scope="col" key={direction}>
                  <DirectionArrow direction={direction} size={14} /> {t(`direction.${direction}`)}
                </Table.Th>
              ))}
              <Table.Th scope="col">{t('map.medianDays')}</Table.Th>
              <Table.Th scope="col">{t(tellsPace(map) ? 'pace.stalled' : 'map.stuck')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {map.stages.map((stage, index) => (
              <StageRow key={stage.id} stage={stage} index={index} map={map} people={people} />
            ))}
          </Table.Tbody>
        </Table>
      </Scrollable>
      <Scrollable className={classes.scroll} label={t('map.flowsCaption')}>
        <Flows map={map} people={people} />
      </Scrollable>
    </div>
  );
};
