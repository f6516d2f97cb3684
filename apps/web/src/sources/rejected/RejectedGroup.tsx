import { Button, Group, Skeleton, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectedQuery } from '../../api/queries.js';
import type { RejectedGroup as GroupOfEvents } from '../../api/types.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWords } from '../../i18n/useWords.js';
import { useMay } from '../../session/useMay.js';
import { useWorkspace } from '../../session/workspace.js';
import { More } from '../../ui/More.js';
import { ErrorState } from '../../ui/states.js';
import classes from '../sources.module.css';
import type { Doomed } from './DeleteDialog.js';
import { RejectedEvent } from './RejectedEvent.js';

interface GroupProps {
  group: GroupOfEvents;
  onRetry: (group: GroupOfEvents) => void;
  onDelete: (doomed: Doomed) => void;
}

const Events = ({ group, onDelete }: Omit<GroupProps, 'onRetry'>) => {
  const workspace = useWorkspace();
  const query = useInfiniteQuery(rejectedQuery(workspace.id, group));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={48} />;
  return (
    <>
      <ul className={classes.rejectedInner}>
        {items.map((event) => (
          <RejectedEvent key={event.id} event={event} onDelete={onDelete} />
        ))}
      </ul>
      <More query={query} />
    </>
  );
};

/** Refused events of one reason: how many; opened, each of them, and what can be done with all. */
export const RejectedGroup = ({ group, onRetry, onDelete }: GroupProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const may = useMay('sources');
  const [opened, setOpened] = useState(false);
  const { code, field, events, last, message } = group;
  return (
    <li className={classes.rejected}>
      <UnstyledButton className={classes.rejectedHead} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes.reason}>
          {words.rejection(code) ?? message}
          {field && <span className={classes.field}>{`${t('sources.field')} ${field}`}</span>}
        </span>
        <span className={classes.count}>{t('refusals.events', { count: events })}</span>
        <time dateTime={last} title={format.moment(last)} className={classes.when}>
          {t('refusals.last', { when: format.ago(last) })}
        </time>
        <IconChevronDown size={16} aria-hidden className={opened ? classes.turned : classes.chevron} />
      </UnstyledButton>
      {opened && (
        <div className={classes.payload}>
          {may && (
            <Group gap="xs" mb="sm">
              <Button
                size="compact-md"
                variant="light"
                leftSection={<IconRefresh size={15} aria-hidden />}
                onClick={() => onRetry(group)}
              >
                {t('refusals.retry')}
              </Button>
              <Button
                size="compact-md"
                variant="subtle"
                color="gray"
                leftSection={<IconTrash size={15} aria-hidden />}
                onClick={() => onDelete({ count: events, query: { code, field: field ?? '' } })}
              >
                {t('refusals.delete')}
              </Button>
            </Group>
          )}
          <Events group={group} onDelete={onDelete} />
        </div>
      )}
    </li>
  );
};
