import { Button, Select, Skeleton, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuditEntry } from '../api/peoplePaths.js';
import { actorsQuery, auditQuery } from '../api/peopleQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { PeriodPicker } from '../period/PeriodPicker.js';
import { usePeriod } from '../period/period.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { Section } from '../sources/Section.js';
import { More } from '../ui/More.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { AuditExport } from './AuditExport.js';
import { AREAS, useActionWords } from './actionWords.js';
import classes from './settings.module.css';

const Details = ({ entry: { before, after } }: { entry: AuditEntry }) => {
  const { t } = useTranslation();
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const say = (value: unknown) =>
    typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value);
  return (
    <table className={classes.details}>
      <caption className="visually-hidden">{t('audit.details')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('audit.before')}</th>
          <th scope="col">{t('audit.after')}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{say(before?.[name])}</td>
            <td>{say(after?.[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Entry = ({ entry }: { entry: AuditEntry }) => {
  const format = useFormat();
  const words = useActionWords();
  const [opened, setOpened] = useState(false);
  const face = (
    <>
      <span className={classes.what}>
        <span>
          {words.action(entry.action)}
          {entry.subject && <span className={classes.subject}>{entry.subject}</span>}
        </span>
        <span className={classes.soft}>{words.who(entry.by)}</span>
      </span>
      <time dateTime={entry.at} className={classes.when}>
        {format.moment(entry.at)}
      </time>
    </>
  );
  if (!(entry.before || entry.after)) {
    return (
      <li className={classes.entry}>
        <div className={classes.entryHead}>{face}</div>
      </li>
    );
  }
  return (
    <li className={classes.entry}>
      <UnstyledButton className={classes.entryHead} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {face}
        <IconChevronDown size={16} aria-hidden className={opened ? classes.turned : classes.chevron} />
      </UnstyledButton>
      {opened && <Details entry={entry} />}
    </li>
  );
};

const Filters = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const words = useActionWords();
  const [{ by, action }, change] = useAddress();
  const actors = useQuery(actorsQuery(workspace.id)).data?.items ?? [];
  const people = actors.flatMap((actor) => (actor.id === null ? [] : [{ value: actor.id, label: words.who(actor) }]));
  const shared = { clearable: true, comboboxProps: { shadow: 'md' } } as const;
  return (
    <search className={classes.filters}>
      <PeriodPicker />
      <Select
        {...shared}
        aria-label={t('audit.who')}
        placeholder={t('audit.anyone')}
        data={people}
        value={people.some(({ value }) => value === by) ? (by ?? null) : null}
        onChange={(value) => change({ by: value ?? undefined })}
      />
      <Select
        {...shared}
        aria-label={t('audit.change')}
        placeholder={t('audit.anything')}
        data={AREAS.map((area) => ({ value: area, label: words.action(area) }))}
        value={AREAS.find((area) => area === action) ?? null}
        onChange={(value) => change({ action: value ?? undefined })}
      />
    </search>
  );
};

const useAuditQuestion = () => {
  const [{ by, action }] = useAddress();
  const { from, to } = usePeriod();
  return { from, to, ...(by ? { by } : {}), ...(action ? { action } : {}) };
};

/** Who changed what, newest first. */
export const Audit = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [{ by, action }, change] = useAddress();
  const question = useAuditQuestion();
  const query = useInfiniteQuery(auditQuery(workspace.id, question));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = by !== undefined || action !== undefined;
  return (
    <Section
      id="audit"
      title={t('audit.title')}
      text={t('audit.text', { workspace: workspace.name })}
      action={<AuditExport question={question} />}
    >
      <Filters />
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={160} radius="lg" />}
      {query.isSuccess && items.length === 0 && (
        <EmptyState
          compact
          icon={<IconHistory size={24} stroke={1.5} aria-hidden />}
          title={t('audit.none')}
          text={filtered ? t('audit.noneFiltered') : t('audit.noneText')}
        >
          {filtered && (
            <Button variant="default" onClick={() => change({ by: undefined, action: undefined })}>
              {t('audit.clear')}
            </Button>
          )}
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul className={classes.list} aria-label={t('audit.table')}>
          {items.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <More query={query} />
    </Section>
  );
};
