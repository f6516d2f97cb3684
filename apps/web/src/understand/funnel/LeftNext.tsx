import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FunnelQuery } from '../../api/understandPaths.js';
import { funnelLeftQuery } from '../../api/understandQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { ErrorState } from '../../ui/states.js';
import classes from './funnel.module.css';

/** What those who left after a step did instead of the next one. */
export const LeftNext = ({ asked, step }: { asked: FunnelQuery; step: number }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const workspace = useWorkspace();
  const query = useQuery(funnelLeftQuery(workspace.id, asked, step));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={160} radius="md" mb="md" />;
  const { customers, next, others, nothing } = query.data;
  const lines = [
    ...next.map(({ event, customers: count }) => ({ key: event, label: words.event(event), count })),
    { key: ' others', label: t('funnel.others'), count: others },
    { key: ' nothing', label: t('funnel.nothing'), count: nothing },
  ].filter(({ count }) => count > 0);
  return (
    <section className={classes.next}>
      <h3 className={classes.nextTitle}>{t('funnel.instead')}</h3>
      <ul>
        {lines.map(({ key, label, count }) => (
          <li key={key}>
            <span>{label}</span>
            <span className="figure">
              {format.number(count)} · {format.percent(count / Math.max(1, customers))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
