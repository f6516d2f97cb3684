import { SegmentedControl, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { movementsQuery, timelineQuery } from '../api/queries.js';
import type { Customer, Movement, TimelineItem } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { More } from '../ui/More.js';
import { ErrorState } from '../ui/states.js';
import classes from './customer.module.css';
import { TimelineEntry } from './TimelineEntry.js';

const asItem = (movement: Movement): TimelineItem => ({ what: 'movement', at: movement.at, movement });

/** The entries the view asks for, with the movements of one model: five models would tell the same step five times. Movements have a list of their own, so that rare ones are found at once. */
const useEntries = (customer: Customer, view: string | undefined, model: string | undefined) => {
  const workspace = useWorkspace();
  const moves = view === 'moves';
  const all = useInfiniteQuery({ ...timelineQuery(workspace.id, customer.id), enabled: !moves });
  const movements = useInfiniteQuery({ ...movementsQuery(workspace.id, customer.id, model), enabled: moves });
  if (moves) return { query: movements, items: movements.data?.pages.flatMap((page) => page.items.map(asItem)) };
  const isShown = (item: TimelineItem) =>
    item.what === 'interaction' || (view !== 'interactions' && item.movement.model === model);
  return { query: all, items: all.data?.pages.flatMap((page) => page.items.filter(isShown)) };
};

const idOf = (item: TimelineItem): string =>
  item.what === 'interaction'
    ? `i ${item.messageId}`
    : `m ${item.movement.model} ${item.movement.value} ${item.at} ${item.movement.to}`;

const Days = ({ items }: { items: TimelineItem[] }) => {
  const format = useFormat();
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const day = format.key(item.at);
    days.set(day, [...(days.get(day) ?? []), item]);
  }
  return [...days].map(([day, entries]) => (
    <section key={day} className={classes.day}>
      <h3 className={classes.dayTitle}>{format.longDay(entries[0]?.at ?? day)}</h3>
      <ol className={classes.entries}>
        {entries.map((item) => (
          <TimelineEntry key={idOf(item)} item={item} />
        ))}
      </ol>
    </section>
  ));
};

/** Interactions and movements, the latest first, day by day. */
export const Timeline = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const [{ view }, change] = useAddress();
  const { model } = useModels();
  const { query, items } = useEntries(customer, view, model?.id);
  const shown = view === 'moves' || view === 'interactions' ? view : 'all';
  return (
    <section className={classes.timeline} aria-labelledby="timeline">
      <div className={classes.timelineHead}>
        <h2 id="timeline" className={classes.title}>
          {t('customer.timeline')}
        </h2>
        <SegmentedControl
          size="xs"
          data={[
            { value: 'all', label: t('common.all') },
            { value: 'interactions', label: t('customer.onlyInteractions') },
            { value: 'moves', label: t('customer.onlyMovements') },
          ]}
          value={shown}
          onChange={(value) => change({ view: value === 'all' ? undefined : value }, { replace: true })}
        />
      </div>
      {model && shown !== 'interactions' && (
        <p className={classes.hint}>{t('customer.movesOn', { model: say(model.name) })}</p>
      )}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={240} />}
      {items && (items.length === 0 ? <p className={classes.soft}>{t('customer.nothing')}</p> : <Days items={items} />)}
      <More query={query} eager />
    </section>
  );
};
