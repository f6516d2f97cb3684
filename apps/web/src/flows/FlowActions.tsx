import { ActionIcon, Alert, Button } from '@mantine/core';
import type { FlowDryRun } from '@parcours/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { FlowView } from '../api/flowPaths.js';
import { FLOWS } from '../api/flowQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { Question } from '../ui/Question.js';
import classes from './flows.module.css';
import type { FlowDraft } from './useFlowDraft.js';

type Change = 'activate' | 'pause' | 'resume' | 'archive';

const useChangeState = (id: string, onDone: () => void) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: Change) =>
      answerOf(
        client.POST(`/api/flows/{id}/${change}`, { params: { path: { id }, query: { workspace: workspace.id } } }),
      ),
    onSuccess: async () => {
      onDone();
      await queries.invalidateQueries({ queryKey: [FLOWS, workspace.id] });
    },
  });
};

interface FlowActionsProps {
  drafting: FlowDraft;
  saved: FlowView | undefined;
  /** Whether something keeps it from being active. */
  sound: boolean;
  tried: FlowDryRun | undefined;
}

const StateButtons = ({
  saved,
  sound,
  tried,
  changed,
}: Omit<FlowActionsProps, 'drafting' | 'saved'> & { saved: FlowView; changed: boolean }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const format = useFormat();
  const [asking, setAsking] = useState<'activate' | 'archive' | null>(null);
  const changing = useChangeState(saved.flow.id, () => setAsking(null));
  const { state, version, liveVersion } = saved;
  const name = say(saved.flow.name);
  const isNews = state !== 'active' || liveVersion !== version;
  const told = tried && {
    days: tried.days,
    people: format.number(tried.begun.people),
    messages: format.number(tried.messages.sent),
  };
  return (
    <>
      {isNews && (
        <Button
          disabled={changed || !sound}
          title={changed ? t('flows.saveFirst') : undefined}
          onClick={() => setAsking('activate')}
        >
          {t(state === 'draft' || state === 'archived' ? 'flows.activate' : 'flows.publish')}
        </Button>
      )}
      {state === 'active' && (
        <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate('pause')}>
          {t('flows.pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate('resume')}>
          {t('flows.resume')}
        </Button>
      )}
      {state !== 'archived' && (
        <Button variant="subtle" color="gray" onClick={() => setAsking('archive')}>
          {t('flows.archive')}
        </Button>
      )}
      <Question
        opened={asking !== null}
        title={t(asking === 'archive' ? 'flows.archiveTitle' : 'flows.activateTitle', { name })}
        text={
          asking === 'archive'
            ? t('flows.archiveText')
            : told
              ? t('flows.activateText', told)
              : t('flows.activateUntried')
        }
        yes={t(asking === 'archive' ? 'flows.archive' : 'flows.activate')}
        problem={changing.error}
        busy={changing.isPending}
        onYes={() => asking && changing.mutate(asking)}
        onClose={() => setAsking(null)}
      />
    </>
  );
};

/** Steps back and forth, saving, and where the flow stands. */
export const FlowActions = ({ drafting, saved, sound, tried }: FlowActionsProps) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const { undo, redo, saving, changed, named, save } = drafting;
  if (!may) return null;
  return (
    <>
      <div className={classes.bar}>
        <ActionIcon variant="default" size={36} aria-label={t('flows.undo')} disabled={!undo} onClick={undo}>
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon variant="default" size={36} aria-label={t('flows.redo')} disabled={!redo} onClick={redo}>
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
        <span className={classes.grow} />
        <Button
          variant={saved && !changed ? 'default' : 'filled'}
          loading={saving.isPending}
          disabled={!named || (saved !== undefined && !changed)}
          onClick={save}
        >
          {t('flows.save')}
        </Button>
        {saved && <StateButtons saved={saved} sound={sound} tried={tried} changed={changed} />}
      </div>
      {saving.isError && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {t('errors.refused')} <span lang="en">{saving.error.message}</span>
        </Alert>
      )}
    </>
  );
};
