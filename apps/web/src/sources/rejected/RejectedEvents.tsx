import { Skeleton } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectedGroupsQuery } from '../../api/queries.js';
import type { RejectedGroup as GroupOfEvents } from '../../api/types.js';
import { useWorkspace } from '../../session/workspace.js';
import { EmptyState, ErrorState } from '../../ui/states.js';
import { Section } from '../Section.js';
import classes from '../sources.module.css';
import { DeleteDialog, type Doomed } from './DeleteDialog.js';
import { RejectedGroup } from './RejectedGroup.js';
import { RetryDialog } from './RetryDialog.js';

/** Events that could not be read, by reason: seen, corrected, sent again, or deleted. */
export const RejectedEvents = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const query = useQuery(rejectedGroupsQuery(workspace.id));
  const [retried, setRetried] = useState<GroupOfEvents | null>(null);
  const [doomed, setDoomed] = useState<Doomed | null>(null);
  const items = query.data?.items ?? [];
  return (
    <Section id="rejected" title={t('sources.rejected')} text={t('sources.rejectedText')}>
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton height={96} radius="lg" />}
      {query.isSuccess && items.length === 0 && (
        <EmptyState
          compact
          icon={<IconCircleCheck size={24} stroke={1.5} aria-hidden />}
          title={t('sources.noRejected')}
          text={t('sources.noRejectedText')}
        />
      )}
      {items.length > 0 && (
        <ul className={classes.rejectedList}>
          {items.map((group) => (
            <RejectedGroup
              key={`${group.code} ${group.field}`}
              group={group}
              onRetry={setRetried}
              onDelete={setDoomed}
            />
          ))}
        </ul>
      )}
      <RetryDialog
        group={retried}
        onClose={() => {
          setRetried(null);
          void queries.invalidateQueries({ queryKey: ['rejected', workspace.id] });
        }}
      />
      <DeleteDialog doomed={doomed} onClose={() => setDoomed(null)} />
    </Section>
  );
};
