import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { MOVED } from '@parcours/core';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import type { Model } from '../models/useModel.js';
import { useMay } from '../session/useMay.js';
import { useAddress } from '../shell/search.js';
import { SEARCH_BOX } from '../shell/useShortcuts.js';
import classes from './customers.module.css';
import { MomentNote } from './MomentNote.js';
import { MovedNote } from './MovedNote.js';
import { RelationFilters } from './RelationFilters.js';
import { type Filters, UNPLACED } from './useCustomers.js';

/** Needed by few addresses. */
const WhereNote = lazy(() => import('./WhereNote.js').then((note) => ({ default: note.WhereNote })));

const TYPING_MS = 250;

export const useClearFilters = () => {
  const [, change] = useAddress();
  const none = { q: undefined, stage: undefined, direction: undefined, moved: undefined };
  const related = { pace: undefined, persona: undefined, segment: undefined, strength: undefined, broken: undefined };
  const within = { did: undefined, within: undefined, where: undefined };
  return () =>
    change({
      ...none,
      ...related,
      destination: undefined,
      stuck: undefined,
      moment: undefined,
      then: undefined,
      ...within,
    });
};

const SearchBox = ({ value }: { value: string }) => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const seek = useDebouncedCallback((typed: string) => {
    sent.current = typed.trim();
    change({ q: sent.current || undefined }, { replace: true });
  }, TYPING_MS);
  // The address may change without typing: back, a cleared filter, a link.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      id={SEARCH_BOX}
      type="search"
      className={classes.search}
      aria-label={t('customers.searchLabel')}
      placeholder={t('customers.search')}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden />}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        seek(event.currentTarget.value);
      }}
    />
  );
};

const Choices = ({ model, filters }: { model: Model | undefined; filters: Filters }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const [, change] = useAddress();
  const stages = (model?.stages ?? []).map(({ id, name }) => ({ value: id, label: say(name) }));
  const shared = { clearable: true, comboboxProps: { shadow: 'md' }, className: classes.choice } as const;
  return (
    <>
      <Select
        {...shared}
        aria-label={t('customers.stage')}
        placeholder={t('customers.anyStage')}
        data={[...stages, { value: UNPLACED, label: t('customers.unplaced') }]}
        value={filters.stage ?? null}
        onChange={(stage) => change({ stage: stage ?? undefined, destination: undefined })}
      />
      <Select
        {...shared}
        aria-label={t('customers.direction')}
        placeholder={t('customers.anyDirection')}
        data={(['advancing', 'steady', 'receding'] as const).map((value) => ({
          value,
          label: t(`direction.${value}`),
        }))}
        value={filters.direction ?? null}
        onChange={(direction) => change({ direction: direction ?? undefined })}
      />
      <Select
        {...shared}
        aria-label={t('customers.moved')}
        placeholder={t('customers.anyMove')}
        data={MOVED.map((value) => ({ value, label: t(`customers.move_${value}`) }))}
        value={filters.moved ?? null}
        onChange={(moved) => change({ moved: moved ?? undefined, destination: undefined })}
      />
      <RelationFilters filters={filters} />
      {filters.stuck && <Checkbox label={t('customers.stuck')} checked onChange={() => change({ stuck: undefined })} />}
    </>
  );
};

/** Search and filters; all of them live in the address. */
export const FilterBar = ({ model, filters }: { model: Model | undefined; filters: Filters }) => {
  const { t } = useTranslation();
  const clear = useClearFilters();
  const { q, stage, direction, moved, stuck } = filters;
  const { pace, persona, segment, strength, broken, moment, did, where } = filters;
  const related = [pace, persona, segment, strength, broken, moment, did, where];
  const filtered = [q, stage, direction, moved, stuck, ...related].some((filter) => filter !== undefined);
  return (
    <search className={classes.filters}>
      {useMay('personal') && <SearchBox value={q ?? ''} />}
      <Choices model={model} filters={filters} />
      {filtered && (
        <Button variant="subtle" color="gray" className={classes.clear} onClick={clear}>
          {t('customers.clear')}
        </Button>
      )}
      <MomentNote model={model} filters={filters} />
      {moved && <MovedNote model={model} filters={filters} moved={moved} />}
      {where && (
        <Suspense>
          <WhereNote alone={!(moved || moment || did)} />
        </Suspense>
      )}
    </search>
  );
};
