import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../api/queries.js';
import type { Customer } from '../api/types.js';
import { useNameOf } from '../customers/nameOf.js';
import { useFormat } from '../i18n/useFormat.js';
import { PersonalData } from '../privacy/PersonalData.js';
import { useWorkspace } from '../session/workspace.js';
import { PageHeader } from '../ui/PageHeader.js';
import { ErrorState } from '../ui/states.js';
import classes from './customer.module.css';
import { Known } from './Known.js';
import { Positions } from './Positions.js';
import { Timeline } from './Timeline.js';

const Relationship = lazy(() =>
  import('../strength/Relationship.js').then((module) => ({ default: module.Relationship })),
);

const CustomerWorth = lazy(() =>
  import('../understand/value/CustomerWorth.js').then((module) => ({ default: module.CustomerWorth })),
);

const CustomerNext = lazy(() =>
  import('../understand/next/CustomerNext.js').then((module) => ({ default: module.CustomerNext })),
);

const Messages = lazy(() => import('../messages/Messages.js').then((module) => ({ default: module.Messages })));

const Waiting = () => {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={36} width={280} mb="sm" />
      <Skeleton height={18} width={360} mb="xl" />
      <div className={classes.layout}>
        <Skeleton height={420} radius="lg" />
        <Skeleton height={260} radius="lg" />
      </div>
    </div>
  );
};

const Person = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNameOf();
  const seen = t('customer.seen', { first: format.day(customer.firstSeen), last: format.ago(customer.lastSeen) });
  const count = t('common.interactions', { count: customer.interactions });
  return (
    <>
      <PageHeader title={nameOf(customer)} text={`${seen} · ${count}`}>
        <PersonalData customer={customer} />
      </PageHeader>
      <div className={classes.layout}>
        <div className={classes.story}>
          <Positions customer={customer} />
          <Suspense>
            <Relationship id={customer.id} />
            <CustomerWorth id={customer.id} />
            <CustomerNext id={customer.id} />
            <Messages id={customer.id} />
          </Suspense>
          <Timeline customer={customer} />
        </div>
        <Known customer={customer} />
      </div>
    </>
  );
};

/** One person: where they stand and why, what happened, and what is known of them. */
export const CustomerPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/customers/$id' });
  const workspace = useWorkspace();
  const customer = useQuery(customerQuery(workspace.id, id));
  if (customer.isError) {
    return (
      <>
        <PageHeader title={t('customers.title')} />
        <ErrorState error={customer.error} onRetry={() => void customer.refetch()} />
      </>
    );
  }
  if (customer.isPending) return <Waiting />;
  return <Person customer={customer.data} />;
};
