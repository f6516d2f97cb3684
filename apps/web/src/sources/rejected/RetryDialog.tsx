import { Alert, Button, Group, Modal, Progress, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectedGroup, Retried, RetryRejected } from '../../api/types.js';
import { useWords } from '../../i18n/useWords.js';
import { useWorkspace } from '../../session/workspace.js';
import { retryParts, useRetry } from './useRetry.js';

const HOW = ['asIs', 'set', 'copy'] as const;
type How = (typeof HOW)[number];
interface Draft {
  how: How;
  field: string;
  value: string;
}

const PREVIEWED_PARTS = 4;
const TYPING_MS = 400;

/** Objects, lists and quoted texts are JSON; anything else is a text as typed. */
const valueOf = (typed: string) => {
  try {
    return /^[[{"]/.test(typed) ? JSON.parse(typed) : typed;
  } catch {
    return typed;
  }
};

const askedOf = ({ code, field }: RejectedGroup, draft: Draft): RetryRejected | null => {
  const place = draft.field.trim();
  const typed = draft.value.trim();
  if (draft.how === 'asIs') return { code, field };
  if (place === '' || typed === '') return null;
  const correction = draft.how === 'copy' ? { field: place, copyFrom: typed } : { field: place, value: valueOf(typed) };
  return { code, field, correction };
};

const Choice = ({ draft, change }: { draft: Draft; change: (draft: Draft) => void }) => {
  const { t } = useTranslation();
  return (
    <>
      <Radio.Group
        label={t('refusals.how')}
        value={draft.how}
        onChange={(how) => change({ ...draft, how: how as How, value: '' })}
      >
        <Stack gap={8} mt={8}>
          {HOW.map((how) => (
            <Radio key={how} value={how} label={t(`refusals.${how}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {draft.how !== 'asIs' && (
        <Group grow align="flex-start">
          <TextInput
            label={t('refusals.field')}
            description={t('refusals.fieldHint')}
            inputWrapperOrder={['label', 'input', 'description']}
            value={draft.field}
            maxLength={200}
            onChange={(event) => change({ ...draft, field: event.currentTarget.value })}
          />
          <TextInput
            label={t(draft.how === 'copy' ? 'refusals.from' : 'refusals.value')}
            value={draft.value}
            maxLength={draft.how === 'copy' ? 200 : 2000}
            onChange={(event) => change({ ...draft, value: event.currentTarget.value })}
          />
        </Group>
      )}
    </>
  );
};

/** How many would pass, and why the rest would not. */
const Foreseen = ({ asked }: { asked: RetryRejected | null }) => {
  const { t } = useTranslation();
  const { rejection } = useWords();
  const workspace = useWorkspace();
  const [settled] = useDebouncedValue(asked, TYPING_MS);
  const preview = useQuery({
    queryKey: ['retry-preview', workspace.id, settled],
    queryFn: () => retryParts(workspace.id, { ...settled, preview: true }, { most: PREVIEWED_PARTS }),
    enabled: settled !== null,
    staleTime: 0,
    retry: false,
  });
  if (asked === null) return null;
  if (preview.isError) return <Problem message={preview.error.message} />;
  if (!preview.data) return <Text size="sm">{t('refusals.previewing')}</Text>;
  const { passed, failed, next, reasons } = preview.data;
  const [first] = reasons;
  return (
    <div aria-live="polite">
      <Text size="sm" fw={550}>
        {t(next === null ? 'refusals.would' : 'refusals.wouldFirst', { count: passed, tried: passed + failed })}
      </Text>
      {first && (
        <Text size="sm" c="dimmed">
          {t('refusals.still', { reason: rejection(first.code) ?? first.message })}
        </Text>
      )}
    </div>
  );
};

const Problem = ({ message }: { message: string }) => {
  const { t } = useTranslation();
  return (
    <Alert color="red" variant="light" role="alert">
      {t('errors.refused')} <span lang="en">{message}</span>
    </Alert>
  );
};

const Outcome = ({ done, onClose }: { done: Retried; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text role="status">
        {t('refusals.passed', { count: done.passed })} {done.failed > 0 && t('refusals.failed', { count: done.failed })}
      </Text>
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('common.close')}
        </Button>
      </Group>
    </Stack>
  );
};

const Trying = ({ group, onClose }: { group: RejectedGroup; onClose: () => void }) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<Draft>({ how: 'asIs', field: group.field ?? '', value: '' });
  const { retry, sofar, stop } = useRetry();
  const asked = askedOf(group, draft);
  const done = sofar.passed + sofar.failed;
  if (retry.data) return <Outcome done={retry.data} onClose={onClose} />;
  return (
    <Stack>
      <Text size="sm">{t('refusals.retryText')}</Text>
      <Choice draft={draft} change={setDraft} />
      {!retry.isPending && <Foreseen asked={asked} />}
      {retry.isPending && (
        <div role="status">
          <Text size="sm">{t('refusals.sending', { done, total: group.events })}</Text>
          <Progress value={(100 * done) / Math.max(1, group.events)} aria-label={t('refusals.retry')} />
        </div>
      )}
      {retry.isError && <Problem message={retry.error.message} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={retry.isPending ? stop : onClose}>
          {t(retry.isPending ? 'refusals.stop' : 'common.cancel')}
        </Button>
        <Button disabled={asked === null} loading={retry.isPending} onClick={() => asked && retry.mutate(asked)}>
          {t('refusals.send', { count: group.events })}
        </Button>
      </Group>
    </Stack>
  );
};

/** Tries all events of a reason again: as they are, or with a field filled; says first how many would pass. */
export const RetryDialog = ({ group, onClose }: { group: RejectedGroup | null; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal
      opened={group !== null}
      onClose={onClose}
      title={t('refusals.retryTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
      size="lg"
    >
      {group && <Trying group={group} onClose={onClose} />}
    </Modal>
  );
};
