import { Loader } from '@mantine/core';
import { ERASURE_STATES } from '@parcours/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { erasureQuery } from '../api/privacyQueries.js';
import { useWorkspace } from '../session/workspace.js';
import { ErrorState } from '../ui/states.js';
import classes from './privacy.module.css';

/** How far an erasure has come, step by step. */
export const ErasureProgress = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { data, isError, error, refetch } = useQuery(erasureQuery(workspace.id, id));
  if (isError) return <ErrorState error={error} onRetry={() => void refetch()} />;
  const reached = ERASURE_STATES.indexOf(data?.state ?? 'queued');
  return (
    <>
      <ol className={classes.steps} aria-live="polite">
        {ERASURE_STATES.map((state, at) => (
          <li key={state} data-reached={at <= reached} aria-current={at === reached ? 'step' : undefined}>
            {at < reached || (at === reached && state === 'done') ? (
              <IconCircleCheck size={18} stroke={1.75} aria-hidden />
            ) : at === reached ? (
              <Loader size={16} aria-hidden />
            ) : (
              <IconCircle size={18} stroke={1.5} aria-hidden />
            )}
            {t(`privacy.${state}`)}
          </li>
        ))}
      </ol>
      {data?.waitsFor && <p className={classes.note}>{t(`privacy.${data.waitsFor}`)}</p>}
      {data?.remains.map((what) => (
        <p key={what} className={classes.note}>
          {t(`privacy.${what}`)}
        </p>
      ))}
    </>
  );
};
