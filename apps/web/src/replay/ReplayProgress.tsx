import { ActionIcon, Button, Progress } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Replay } from '../api/definitionPaths.js';
import { replaysQuery } from '../api/definitions.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import classes from './replay.module.css';
import { isChanged, startedKey } from './useSaving.js';

const Running = ({ replay }: { replay: Replay }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const may = useMay('define');
  const cancel = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/api/replays/{id}/cancel', {
          params: { path: { id: replay.id }, query: { workspace: workspace.id } },
        }),
      ),
    onSettled: () => void queries.invalidateQueries(replaysQuery(workspace.id)),
  });
  // Whole percents, rounded down: 100 % is said when it is done.
  const percent = replay.total > 0 ? Math.min(99, Math.floor((replay.done / replay.total) * 100)) : 0;
  return (
    <section className={classes.replay} aria-label={t('replay.label')}>
      <div className={classes.words}>
        <p>
          <strong>{t('replay.running', { percent: format.percent(percent / 100) })}</strong> {t('replay.why')}
        </p>
        {may && (
          <Button
            variant="subtle"
            size="compact-sm"
            loading={cancel.isPending}
            title={t('replay.cancelHint')}
            onClick={() => cancel.mutate()}
          >
            {cancel.isSuccess ? t('replay.cancelling') : t('replay.cancel')}
          </Button>
        )}
      </div>
      <Progress value={percent} size="xs" aria-label={t('replay.label')} />
    </section>
  );
};

type Ended = Exclude<Replay['state'], 'running'>;

/** The replay that ended while this page looked on, or that it started; its end changes what every page shows. */
const useEnded = (workspace: string, items: readonly Replay[]) => {
  const queries = useQueryClient();
  const watched = useRef<string | null>(null);
  const [ended, setEnded] = useState<Replay | null>(null);
  const { data: started } = useQuery<Replay | null>({
    queryKey: startedKey(workspace),
    queryFn: () => null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const running = items.find(({ state }) => state === 'running');
  // One effect: a save may be answered only after the list has told how its replay ended.
  useEffect(() => {
    if (started) {
      if (started.state === 'running') watched.current = started.id;
      else setEnded(started);
      queries.setQueryData(startedKey(workspace), null);
    }
    if (running) {
      watched.current = running.id;
      setEnded(null);
      return;
    }
    const over = items.find(({ id }) => id === watched.current);
    if (!over) return;
    watched.current = null;
    setEnded(over);
    void queries.invalidateQueries({ predicate: isChanged });
  }, [started, running, items, queries, workspace]);
  return { running, ended, forget: () => setEnded(null) };
};

const SHOWN_MS = 8_000;

const Outcome = ({ replay, onClose }: { replay: Replay; onClose: () => void }) => {
  const { t } = useTranslation();
  const state = replay.state as Ended;
  const Icon = state === 'done' ? IconCircleCheck : IconInfoCircle;
  useEffect(() => {
    if (state === 'failed') return;
    const timer = setTimeout(onClose, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state, onClose]);
  return (
    <section className={classes.replay} data-state={state}>
      <div className={classes.words}>
        <p>
          <Icon size={16} stroke={1.75} aria-hidden className={classes.icon} />
          {t(`replay.${state}`)} {state === 'failed' && replay.error}
        </p>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t('common.close')} onClick={onClose}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      </div>
    </section>
  );
};

/** Above every page while a saved change is being worked out for all customers, and for a moment when it is done. */
export const ReplayProgress = () => {
  const workspace = useWorkspace();
  const { data } = useQuery(replaysQuery(workspace.id));
  const { running, ended, forget } = useEnded(workspace.id, data?.items ?? NONE);
  return (
    <div aria-live="polite" className={running || ended ? classes.frame : undefined}>
      {running && <Running replay={running} />}
      {!running && ended && <Outcome replay={ended} onClose={forget} />}
    </div>
  );
};

const NONE: readonly Replay[] = [];
