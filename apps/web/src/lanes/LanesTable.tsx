import { LANES } from '@parcours/core';
import type { FC, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useStageColour } from '../theme/stageColours.js';
import { Scrollable } from '../ui/Scrollable.js';
import { FrictionsCell, StrengthsCell } from './Influences.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';
import {
  type CellProps,
  FeedbackCell,
  MomentsCell,
  ObjectiveCell,
  PeopleCell,
  TouchpointsCell,
} from './MeasuredCells.js';
import { NoteCell } from './NoteCell.js';
import { StageContents } from './StageContents.js';

const MEASURED: readonly (readonly [
  'objective' | 'people' | 'touchpoints' | 'moments' | 'feedback' | 'frictions' | 'strengths',
  FC<CellProps>,
])[] = [
  ['objective', ObjectiveCell],
  ['people', PeopleCell],
  ['touchpoints', TouchpointsCell],
  ['moments', MomentsCell],
  ['feedback', FeedbackCell],
  ['frictions', FrictionsCell],
  ['strengths', StrengthsCell],
];

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <tr>
    <th scope="row" className={classes.lane}>
      {name}
    </th>
    {children}
  </tr>
);

const Head = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const colour = useStageColour();
  const { map } = useLanes();
  const { stages } = map.model;
  return (
    <thead>
      <tr>
        <th scope="col" className={classes.lane}>
          <span className={classes.unseen}>{t('lanes.lane')}</span>
        </th>
        {stages.map(({ id, name }, index) => (
          <th key={id} scope="col" className={classes.stage}>
            <span className={classes.dot} style={{ background: colour(index, stages.length) }} aria-hidden />
            {say(name)}
          </th>
        ))}
      </tr>
    </thead>
  );
};

/** Stages as columns, lanes as rows: first what is measured, then what is written. */
export const LanesTable = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { map, measured } = useLanes();
  const stages = map.model.stages.map(({ id, name }) => ({ id, name: say(name) }));
  return (
    <Scrollable label={t('lanes.title')} className={classes.scroll}>
      <table className={classes.table} style={{ '--stages': stages.length } as object}>
        <Head />
        <tbody>
          {MEASURED.map(([name, Cell]) => (
            <Row key={name} name={t(`lanes.names.${name}`)}>
              {measured.stages.map((stage) => (
                <td key={stage.id}>
                  <Cell stage={stage} />
                </td>
              ))}
            </Row>
          ))}
        </tbody>
        <tbody className={classes.writtenLanes}>
          {LANES.map((lane) => (
            <Row key={lane} name={t(`lanes.names.${lane}`)}>
              {stages.map((stage) => (
                <td key={stage.id}>
                  {lane === 'contents' && <StageContents stage={stage.id} />}
                  <NoteCell stage={stage} lane={lane} />
                </td>
              ))}
            </Row>
          ))}
        </tbody>
      </table>
    </Scrollable>
  );
};
