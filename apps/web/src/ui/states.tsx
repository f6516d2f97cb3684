import { Button, Skeleton } from '@mantine/core';
import { IconCloudOff, IconCompass } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.js';
import { ButtonLink } from './ButtonLink.js';
import { PageHeader } from './PageHeader.js';
import classes from './ui.module.css';

interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  text?: string;
  /** Within a page that has other things to show. */
  compact?: boolean;
  children?: ReactNode;
}

/** Says that there is nothing, and what to do about it. */
export const EmptyState = ({ icon, title, text, compact = false, children }: EmptyStateProps) => (
  <div className={compact ? `${classes.empty} ${classes.compact}` : classes.empty}>
    {icon}
    <p className={classes.emptyTitle}>{title}</p>
    {text && <p className={classes.emptyText}>{text}</p>}
    {children}
  </div>
);

const useWordsFor = (error: unknown): { text: string; detail: string } => {
  const { t } = useTranslation();
  if (!(error instanceof ApiError)) return { text: t('errors.page'), detail: '' };
  const detail = error.message ? t('errors.detail', { message: error.message }) : '';
  if (error.status === 0) return { text: t('errors.unreachable'), detail: '' };
  if (error.status === 404) return { text: t('errors.notFound'), detail: '' };
  return { text: error.status < 500 ? t('errors.refused') : t('errors.server'), detail };
};

/** What went wrong, in words, with a way to try again. */
export const ErrorState = ({ error, onRetry }: { error: unknown; onRetry?: () => void }) => {
  const { t } = useTranslation();
  const { text, detail } = useWordsFor(error);
  return (
    <div className={classes.empty} role="alert">
      <IconCloudOff size={28} stroke={1.5} aria-hidden className={classes.emptyIcon} />
      <p className={classes.emptyTitle}>{t('errors.title')}</p>
      <p className={classes.emptyText}>{text}</p>
      {detail && <p className={classes.emptyDetail}>{detail}</p>}
      {onRetry && (
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  );
};

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** Of what is to come, in px. */
  height: number;
  children: (data: Data) => ReactNode;
}

/** What a question is answered, or that it is being asked, or what went wrong; what was answered before stays. */
export const Loaded = <Data,>({ query, height, children }: LoadedProps<Data>) => {
  const { t } = useTranslation();
  return (
    <>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && (
        <div role="status" aria-label={t('common.loading')}>
          <Skeleton height={height} radius="lg" />
        </div>
      )}
      {query.data !== undefined && children(query.data)}
    </>
  );
};

export const NotFound = () => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('errors.notFoundTitle')} />
      <EmptyState
        icon={<IconCompass size={28} stroke={1.5} aria-hidden className={classes.emptyIcon} />}
        title={t('errors.notFound')}
      >
        <ButtonLink to="/" variant="default">
          {t('errors.home')}
        </ButtonLink>
      </EmptyState>
    </>
  );
};

/** A page that threw while drawing. */
export const PageError = ({ error, reset }: { error: unknown; reset?: () => void }) => (
  <ErrorState error={error} onRetry={reset ?? (() => location.reload())} />
);
