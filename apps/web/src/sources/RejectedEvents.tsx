import { Skeleton, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconCircleCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rejectedQuery } from '../api/queries.js';
import type { Rejected } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { CodeBlock } from '../ui/Copy.js';
import { More } from '../ui/More.js';
import { EmptyState, ErrorState } from '../ui/states.js';
import { Section } from './Section.js';
import classes from './sources.module.css';

/** Indented where it is JSON; as it came where it is not. */
const readable = (payload: string): string => {
  try {
    return JSON.stringify(JSON.parse(payload), null, 2);
  } catch {
    return payload;
  }
};

const RejectedEvent = ({ event }: { event: Rejected }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const [opened, setOpened] = useState(false);
  return (
    <li className={classes.rejected}>
      <UnstyledButton className={classes.rejectedHead} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes.reason}>
          {words.rejection(event.code) ?? event.message}
          {event.field && <span className={classes.field}>{`${t('sources.field')} ${event.field}`}</span>}
        </span>
        <time dateTime={event.at} title={format.moment(event.at)} className={classes.when}>
          {format.ago(event.at)}
        </time>
        <IconChevronDown size={16} aria-hidden className={opened ? classes.turned : classes.chevron} />
      </UnstyledButton>
      {opened && (
        <div className={classes.payload}>
          <p className={classes.hint} lang="en">
            {event.message}
          </p>
          <CodeBlock code={readable(event.payload)} label={t('sources.payload')} />
        </div>
      )}
    </li>
  );
};

/** Events that could not be read, each with its reason and as it came. */
export const RejectedEvents = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useInfiniteQuery(rejectedQuery(workspace.id));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
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
          {items.map((event) => (
            <RejectedEvent key={event.id} event={event} />
          ))}
        </ul>
      )}
      <More query={query} />
    </Section>
  );
};
