import { Alert, Button, Group, Textarea, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Rejected } from '../../api/types.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useMay } from '../../session/useMay.js';
import { Scrollable } from '../../ui/Scrollable.js';
import uiClasses from '../../ui/ui.module.css';
import classes from '../sources.module.css';
import type { Doomed } from './DeleteDialog.js';
import { markField, readable } from './markField.js';
import { useRetry } from './useRetry.js';

/** The event as it came, the field at fault marked. */
const Payload = ({ event }: { event: Rejected }) => {
  const { t } = useTranslation();
  const { before, marked, after } = markField(readable(event.payload), event.field);
  return (
    <div className={uiClasses.code}>
      <Scrollable label={t('sources.payload')}>
        <pre>
          <code>
            {before}
            {marked !== '' && <mark title={t('refusals.faulty')}>{marked}</mark>}
            {after}
          </code>
        </pre>
      </Scrollable>
      {event.field !== null && marked === '' && (
        <p className={classes.hint}>{t('refusals.missing', { field: event.field })}</p>
      )}
    </div>
  );
};

const Editor = ({ event, onClose }: { event: Rejected; onClose: () => void }) => {
  const { t } = useTranslation();
  const { rejection } = useWords();
  const [text, setText] = useState(() => readable(event.payload));
  const { retry, refresh } = useRetry();
  const [still] = retry.data?.reasons ?? [];
  if (retry.data && !still) {
    return (
      <Alert color="teal" variant="light" role="status" mt="xs">
        <Group justify="space-between">
          {t(retry.data.gone > 0 ? 'refusals.gone' : 'refusals.sent')}
          <Button size="compact-sm" variant="default" onClick={refresh}>
            {t('common.close')}
          </Button>
        </Group>
      </Alert>
    );
  }
  return (
    <>
      <Textarea
        aria-label={t('refusals.editLabel')}
        classNames={{ input: classes.editor }}
        autosize
        minRows={6}
        maxRows={24}
        spellCheck={false}
        value={text}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      {(still || retry.isError) && (
        <Alert color="red" variant="light" role="alert" mt="xs">
          {still ? (rejection(still.code) ?? '') : t('errors.refused')}{' '}
          <span lang="en">{still?.message ?? retry.error?.message}</span>
        </Alert>
      )}
      <Group mt="xs" gap="xs">
        <Button
          size="compact-md"
          loading={retry.isPending}
          onClick={() => retry.mutate({ ids: [event.id], payload: text })}
        >
          {t('refusals.send')}
        </Button>
        <Button
          size="compact-md"
          variant="default"
          onClick={() => {
            if (retry.data) refresh();
            onClose();
          }}
        >
          {t('common.cancel')}
        </Button>
      </Group>
    </>
  );
};

/** One refused event: when it came; opened, what it says, to be corrected and sent again. */
export const RejectedEvent = ({ event, onDelete }: { event: Rejected; onDelete: (doomed: Doomed) => void }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [opened, setOpened] = useState(false);
  const [editing, setEditing] = useState(false);
  const may = useMay('sources');
  return (
    <li className={classes.rejected}>
      <UnstyledButton className={classes.rejectedHead} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes.reason} lang="en">
          {event.message}
        </span>
        <time dateTime={event.at} title={format.moment(event.at)} className={classes.when}>
          {format.ago(event.at)}
        </time>
        <IconChevronDown size={16} aria-hidden className={opened ? classes.turned : classes.chevron} />
      </UnstyledButton>
      {opened && (
        <div className={classes.payload}>
          {editing ? <Editor event={event} onClose={() => setEditing(false)} /> : <Payload event={event} />}
          {may && !editing && (
            <Group mt="xs" gap="xs">
              <Button size="compact-md" variant="default" onClick={() => setEditing(true)}>
                {t('refusals.edit')}
              </Button>
              <Button
                size="compact-md"
                variant="subtle"
                color="gray"
                onClick={() => onDelete({ count: 1, query: { ids: event.id } })}
              >
                {t('refusals.deleteOne')}
              </Button>
            </Group>
          )}
        </div>
      )}
    </li>
  );
};
