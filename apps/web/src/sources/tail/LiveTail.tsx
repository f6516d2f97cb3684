import { Badge, Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBan, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { Scrollable } from '../../ui/Scrollable.js';
import { Section } from '../Section.js';
import classes from './tail.module.css';
import { type Shown, type TailFilters, useTail } from './useTail.js';

const KINDS = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
const TYPING_MS = 300;
/** A reader of the screen is told how many arrived, at most this often. */
const TOLD_MS = 10_000;

const Arrival = memo(({ item }: { item: Shown }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const who = item.what === 'accepted' ? (item.userId ?? item.anonymousId) : null;
  return (
    <li className={classes.arrival}>
      <time dateTime={item.at} className={classes.clock}>
        {format.clock(item.at)}
      </time>
      {item.what === 'refused' ? (
        <span className={classes.refused}>
          <IconBan size={14} stroke={2} aria-hidden />
          {`${t('tail.refused')} · ${words.rejection(item.code) ?? item.message}`}
        </span>
      ) : (
        <>
          <span className={classes.event}>
            {words.event(item.event)}
            {item.imported && (
              <Badge size="xs" variant="default" ml={8}>
                {t('tail.imported')}
              </Badge>
            )}
          </span>
          {who !== null && (
            <Link to="/customers/$id" params={{ id: who }} className={classes.who}>
              {who}
            </Link>
          )}
        </>
      )}
    </li>
  );
});
Arrival.displayName = 'Arrival';

const Filters = ({ filters, change }: { filters: TailFilters; change: (filters: TailFilters) => void }) => {
  const { t } = useTranslation();
  return (
    <search className={classes.filters}>
      <TextInput
        aria-label={t('tail.event')}
        placeholder={t('tail.eventHint')}
        maxLength={200}
        value={filters.event}
        onChange={(typed) => change({ ...filters, event: typed.currentTarget.value })}
      />
      <Select
        aria-label={t('tail.type')}
        placeholder={t('tail.anyType')}
        clearable
        data={[
          ...KINDS.map((value) => ({ value: value as string, label: t(`tail.kinds.${value}`) })),
          { value: 'refused', label: t('tail.refused') },
        ]}
        value={filters.type}
        onChange={(type) => change({ ...filters, type })}
      />
      <TextInput
        aria-label={t('tail.customer')}
        placeholder={t('tail.customerHint')}
        maxLength={300}
        value={filters.customer}
        onChange={(typed) => change({ ...filters, customer: typed.currentTarget.value })}
      />
    </search>
  );
};

/** How many arrived, said now and then rather than one by one. */
const Told = ({ arrived }: { arrived: number }) => {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const latest = useRef(arrived);
  latest.current = arrived;
  useEffect(() => {
    let before = latest.current;
    const timer = setInterval(() => {
      const count = Math.max(0, latest.current - before);
      before = latest.current;
      setText(count > 0 ? t('tail.told', { count }) : '');
    }, TOLD_MS);
    return () => clearInterval(timer);
  }, [t]);
  return (
    <p role="status" aria-live="polite" className="visually-hidden">
      {text}
    </p>
  );
};

/** What arrives, newest first, as it arrives. */
export const LiveTail = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const [filters, setFilters] = useState<TailFilters>({ event: '', type: null, customer: '' });
  const [settled] = useDebouncedValue(filters, TYPING_MS);
  const tail = useTail(settled);
  const filtered = settled.event !== '' || settled.type !== null || settled.customer !== '';
  const Mark = tail.paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Section
      id="live"
      title={t('tail.title')}
      text={t('tail.text')}
      action={
        <Group gap="sm">
          <span className={classes.rate}>
            <span className={classes.dot} data-status={tail.paused ? 'paused' : tail.status} aria-hidden />
            {t('tail.rate', { value: format.short(tail.rate) })}
          </span>
          <Button
            variant="default"
            leftSection={<Mark size={15} aria-hidden />}
            onClick={() => tail.pause(!tail.paused)}
          >
            {t(tail.paused ? 'tail.resume' : 'tail.pause')}
          </Button>
        </Group>
      }
    >
      <Filters filters={filters} change={setFilters} />
      <Told arrived={tail.arrived} />
      <Scrollable className={classes.frame} label={t('tail.list')}>
        {tail.items.length === 0 ? (
          <p className={classes.quiet}>
            {t(tail.status === 'open' ? (filtered ? 'tail.waitingFiltered' : 'tail.waiting') : `tail.${tail.status}`)}
          </p>
        ) : (
          <ol className={classes.list}>
            {tail.items.map((item) => (
              <Arrival key={item.key} item={item} />
            ))}
          </ol>
        )}
      </Scrollable>
      <p className={classes.notes}>
        {[
          tail.heldCount > 0 && t('tail.held', { count: tail.heldCount }),
          tail.dropped > 0 && t('tail.dropped', { count: tail.dropped }),
          tail.items.length > 0 && tail.status === 'lost' && t('tail.lost'),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </Section>
  );
};
