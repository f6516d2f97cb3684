import { ActionIcon, Button } from '@mantine/core';
import type { Problem } from '@parcours/core';
import { IconArrowDown, IconArrowUp, IconGripVertical } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TouchpointVolumes } from '../api/touchpointPaths.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { useMay } from '../session/useMay.js';
import { useDragOrder } from '../ui/useDragOrder.js';
import type { TouchpointDraft } from './edit.js';
import { ICONS } from './icons.js';
import { TouchpointEditor } from './TouchpointEditor.js';
import classes from './touchpoints.module.css';

type Volume = TouchpointVolumes['each'][number];

interface TouchpointRowProps {
  touchpoint: TouchpointDraft;
  place: number;
  count: number;
  volume: Volume | undefined;
  /** All interactions, and those of the busiest touch point. */
  scale: { all: number; most: number };
  vocabulary: Vocabulary;
  problems: readonly Problem[];
  opened: boolean;
  onOpen: (opened: boolean) => void;
  onChange: (touchpoint: TouchpointDraft) => void;
  onMove: (id: string, to: number) => void;
  onRemove: () => void;
}

const Order = ({ touchpoint: { id }, place, count, name, onMove }: TouchpointRowProps & { name: string }) => {
  const { t } = useTranslation();
  const size = { size: 16, stroke: 1.75, 'aria-hidden': true } as const;
  const steps = [
    { label: t('touchpoints.up', { name }), to: place - 1, disabled: place === 0, Icon: IconArrowUp },
    { label: t('touchpoints.down', { name }), to: place + 2, disabled: place === count - 1, Icon: IconArrowDown },
  ];
  return (
    <div className={classes.order}>
      {steps.map(({ label, to, disabled, Icon }) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          aria-label={label}
          disabled={disabled}
          onClick={() => onMove(id, to)}
        >
          <Icon {...size} />
        </ActionIcon>
      ))}
    </div>
  );
};

/** How much of everything a touch point gets, and where. */
export const Volume = ({ volume, scale }: Pick<TouchpointRowProps, 'volume' | 'scale'>) => {
  const { t } = useTranslation();
  const format = useFormat();
  const interactions = volume?.interactions ?? 0;
  const share = scale.all > 0 ? interactions / scale.all : 0;
  return (
    <div className={classes.volume} data-none={interactions === 0}>
      <span title={t('common.interactions', { count: interactions })}>
        {format.figure(interactions)}
        {share >= 0.0005 && <span className={classes.soft}>{` · ${format.percent(share)}`}</span>}
      </span>
      <span className={classes.gauge} aria-hidden>
        <span style={{ width: `${(interactions / Math.max(1, scale.most)) * 100}%` }} />
      </span>
    </div>
  );
};

const Places = ({ places }: { places: Volume['places'] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (places.top.length === 0) return null;
  return (
    <section aria-label={t('touchpoints.placesTitle')} className={classes.busiest}>
      <h3>
        {t('touchpoints.placesTitle')}
        <span className={classes.soft}>{` · ${t('touchpoints.placesOf', { count: places.different })}`}</span>
      </h3>
      <ul>
        {places.top.map(({ place, interactions }) => (
          <li key={place}>
            <span className={classes.placeName}>{place}</span>
            <span className={classes.soft}>{format.figure(interactions)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** A touch point: its place in the order, what it is, how much it is used; opened, all of it can be changed. */
export const TouchpointRow = (props: TouchpointRowProps) => {
  const { touchpoint, place, volume, scale, vocabulary, problems, opened, onOpen, onChange, onMove, onRemove } = props;
  const { t } = useTranslation();
  const { language } = useWords();
  const may = useMay('define');
  const { name: names, icon, channel, presence, active } = touchpoint;
  const name = names[language] || names.en || names.fr || t('touchpoints.newName');
  const Icon = ICONS[icon];
  const { handle, place: dropPlace } = useDragOrder('touchpoints', touchpoint.id, (from, side) =>
    onMove(from, place + (side === 'after' ? 1 : 0)),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (!may || opened || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(touchpoint.id, event.key === 'ArrowUp' ? place - 1 : place + 2);
  };
  return (
    <li {...dropPlace} className={classes.row} data-touchpoint={touchpoint.id} data-off={!active} onKeyDown={onKeyDown}>
      <div className={classes.head}>
        {may && (
          <span {...handle} className={classes.grip} title={t('touchpoints.drag', { name })} aria-hidden>
            <IconGripVertical size={16} stroke={1.75} />
          </span>
        )}
        <span className={classes.icon}>
          <Icon size={18} stroke={1.6} aria-hidden />
        </span>
        <div className={classes.what}>
          <h2>{name}</h2>
          <p>
            {active ? '' : `${t('touchpoints.off')} · `}
            {t(`touchpoints.channel.${channel}`)} · {t(`touchpoints.presence.${presence}`)}
          </p>
        </div>
        <Volume volume={volume} scale={scale} />
        {may && <Order {...props} name={name} />}
        <Button variant="default" size="xs" aria-expanded={opened} onClick={() => onOpen(!opened)}>
          {t(opened ? 'touchpoints.close' : may ? 'touchpoints.edit' : 'touchpoints.look')}
          <span className="visually-hidden">{` ${name}`}</span>
        </Button>
      </div>
      {opened && volume && <Places places={volume.places} />}
      {opened && (
        <fieldset disabled={!may} className={classes.whole}>
          <TouchpointEditor
            touchpoint={touchpoint}
            change={(part) => onChange({ ...touchpoint, ...part })}
            vocabulary={vocabulary}
            problems={problems}
            onRemove={onRemove}
          />
        </fieldset>
      )}
    </li>
  );
};
