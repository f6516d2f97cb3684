import { Drawer, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedPeople } from '../../api/understandPaths.js';
import { useNameOf } from '../../customers/nameOf.js';
import { CustomerLink } from '../../ui/CustomerLink.js';
import { More } from '../../ui/More.js';
import { ErrorState } from '../../ui/states.js';
import classes from './people.module.css';

/** Some people behind a number. */
export interface Behind {
  title: string;
  /** What tells these people from others, all of it. */
  of: readonly unknown[];
  read: (cursor: string | null) => Promise<NamedPeople>;
  /** Said before the list. */
  about?: ReactNode;
}

const People = ({ behind }: { behind: Behind }) => {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const query = useInfiniteQuery({
    queryKey: ['peopleBehind', ...behind.of],
    queryFn: ({ pageParam }) => behind.read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    retry: false,
  });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <Skeleton height={240} radius="md" />;
  const people = query.data.pages.flatMap(({ items }) => items);
  if (people.length === 0) return <p className={classes.soft}>{t('understand.noPeople')}</p>;
  return (
    <>
      <ul className={classes.people} aria-label={t('understand.peopleList')}>
        {people.map(({ id, name }) => (
          <li key={id}>
            <CustomerLink id={id} name={nameOf({ id, name, email: null })} />
          </li>
        ))}
      </ul>
      <More query={query} />
    </>
  );
};

/** The people behind a number, beside the page that shows it. */
export const PeopleDrawer = ({ behind, onClose }: { behind: Behind | null; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={behind !== null}
      onClose={onClose}
      position="right"
      title={behind?.title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {behind?.about}
      {behind && <People behind={behind} />}
    </Drawer>
  );
};
