import { UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Customer, CustomerPosition } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { type Model, stageIndex, useModels } from '../models/useModel.js';
import { useAddress } from '../shell/search.js';
import { PaceMark } from '../strength/PaceMark.js';
import { DirectionMark, Velocity } from '../ui/DirectionMark.js';
import { StageChip } from '../ui/StageChip.js';
import classes from './customer.module.css';
import { StageStrip } from './StageStrip.js';
import { Why } from './Why.js';

interface PositionProps {
  customer: Customer;
  position: CustomerPosition;
  model: Model;
  opened: boolean;
  onToggle: () => void;
}

const PositionCard = ({ customer, position, model, opened, onToggle }: PositionProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const index = stageIndex(model, position.stage);
  const stage = model.stages[index];
  const content = `position-${model.id}-${position.value}`;
  const journey = position.value === '' ? say(model.name) : `${say(model.name)} · ${position.value}`;
  return (
    <li className={classes.position} data-opened={opened}>
      <UnstyledButton
        className={classes.positionHead}
        aria-expanded={opened}
        aria-controls={content}
        onClick={onToggle}
      >
        <span className={classes.positionTop}>
          <span className={classes.modelName}>{journey}</span>
          <IconChevronDown size={18} stroke={1.75} aria-hidden className={opened ? classes.turned : classes.chevron} />
        </span>
        <span className={classes.standing}>
          <strong>
            <StageChip name={stage ? say(stage.name) : position.stage} index={index} count={model.stages.length} />
          </strong>
          <DirectionMark direction={position.direction} />
          <Velocity value={position.velocity} unit />
          <span className={classes.soft}>{t('customer.since', { date: format.day(position.since) })}</span>
          {position.pace && <PaceMark pace={position.pace} full={position.pace === 'stalled'} />}
        </span>
        <StageStrip model={model} index={index} />
      </UnstyledButton>
      <div id={content} hidden={!opened}>
        {opened && <Why customer={customer} position={position} model={model} />}
      </div>
    </li>
  );
};

/** Where the person stands on each model; the one chosen says why. */
export const Positions = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const [{ show }, change] = useAddress();
  const { byId, model: chosen } = useModels();
  const placed = customer.positions.filter((position) => byId(position.model));
  const onChosen = placed.filter((position) => position.model === chosen?.id);
  const first = onChosen.find((position) => position.value === (show ?? '')) ?? onChosen[0];
  const opened = show === 'none' ? undefined : first;
  return (
    <section aria-labelledby="positions">
      <h2 id="positions" className={classes.title}>
        {t('customer.positions')}
      </h2>
      {placed.length === 0 && <p className={classes.soft}>{t('customer.noPositions')}</p>}
      <ul className={classes.positions}>
        {placed.map((position) => {
          const model = byId(position.model);
          const isOpen = position === opened;
          // Opening a journey chooses its model, for the timeline below and for the pages that follow.
          const toggle = () =>
            change(isOpen ? { show: 'none' } : { model: position.model, show: position.value || undefined }, {
              replace: true,
            });
          return (
            model && (
              <PositionCard
                key={`${position.model} ${position.value}`}
                customer={customer}
                position={position}
                model={model}
                opened={isOpen}
                onToggle={toggle}
              />
            )
          );
        })}
      </ul>
    </section>
  );
};
