import { UnstyledButton } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '../api/types.js';
import { type Format, useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { stageIndex, useModels } from '../models/useModel.js';
import { useStageColour } from '../theme/stageColours.js';
import { useTouchpoints } from '../touchpoints/useTouchpoints.js';
import classes from './customer.module.css';
import { useMovementText } from './movementText.js';
import { Properties } from './Properties.js';

type InteractionItem = Extract<TimelineItem, { what: 'interaction' }>;
type MovementItem = Extract<TimelineItem, { what: 'movement' }>;

const TELLING = [
  'name',
  'title',
  'product',
  'subject',
  'query',
  'coupon',
  'coupon_name',
  'campaign',
  'category',
  'path',
] as const;

const products = (value: unknown): string | undefined => {
  if (!Array.isArray(value)) return undefined;
  const names = value.flatMap((item: unknown) => {
    const name = (item as { name?: unknown } | null)?.name;
    return typeof name === 'string' ? [name] : [];
  });
  return names.length > 0 ? names.slice(0, 3).join(', ') + (names.length > 3 ? '…' : '') : undefined;
};

/** The few words of an interaction that tell most: what was bought and for how much, what was looked at. */
const gist = ({ properties }: InteractionItem, format: Format): string => {
  const { total, revenue, currency } = properties;
  const amount = typeof total === 'number' ? total : revenue;
  const named = TELLING.map((name) => properties[name]).find((value) => typeof value === 'string' && value !== '');
  const money =
    typeof amount === 'number'
      ? typeof currency === 'string'
        ? format.money(amount, currency)
        : format.number(amount)
      : undefined;
  return [money, products(properties.products) ?? (named as string | undefined)].filter(Boolean).join(' · ');
};

const InteractionEntry = ({ item }: { item: InteractionItem }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const [opened, setOpened] = useState(false);
  const touchpoints = useTouchpoints();
  const Icon = touchpoints.iconOf(item.touchpoint);
  const detailed = Object.keys(item.properties).length > 0;
  const summary = gist(item, format);
  const face = (
    <>
      <span className={classes.icon}>
        <Icon size={16} stroke={1.6} aria-hidden />
      </span>
      <span className={classes.entryWords}>
        <span className={classes.entryName}>{words.event(item.event)}</span>
        {summary && <span className={classes.gist}>{summary}</span>}
        <span className={classes.entryPlace}>
          {touchpoints.nameOf(item.touchpoint)}
          {item.place && ` · ${item.place}`}
          {item.outbound && ` · ${t('customer.outbound')}`}
        </span>
      </span>
      <time dateTime={item.at} className={classes.entryTime}>
        {format.time(item.at)}
      </time>
    </>
  );
  if (!detailed) return <li className={classes.entry}>{face}</li>;
  return (
    <li>
      <UnstyledButton className={classes.entry} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {face}
        <IconChevronDown size={14} aria-hidden className={opened ? classes.turned : classes.chevron} />
      </UnstyledButton>
      {opened && (
        <div className={classes.entryDetails}>
          <Properties values={item.properties} />
        </div>
      )}
    </li>
  );
};

const MovementEntry = ({ item: { movement } }: { item: MovementItem }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  const { byId } = useModels();
  const colour = useStageColour();
  const movementText = useMovementText();
  const model = byId(movement.model);
  const tint = model ? colour(stageIndex(model, movement.to), model.stages.length) : 'var(--ink-soft)';
  const Arrow = movement.delta < 0 ? IconArrowDownLeft : IconArrowUpRight;
  return (
    <li className={`${classes.entry} ${classes.movement}`} style={{ '--tint': tint } as object}>
      <span className={classes.icon}>
        <Arrow size={16} stroke={2} aria-hidden />
      </span>
      <span className={classes.entryWords}>
        <span className={classes.entryName}>{movementText(movement, model)}</span>
        <span className={classes.gist}>{t('customer.because', { rule: say(movement.why.rule) })}</span>
      </span>
      <time dateTime={movement.at} className={classes.entryTime}>
        {format.time(movement.at)}
      </time>
    </li>
  );
};

export const TimelineEntry = ({ item }: { item: TimelineItem }) =>
  item.what === 'interaction' ? <InteractionEntry item={item} /> : <MovementEntry item={item} />;
