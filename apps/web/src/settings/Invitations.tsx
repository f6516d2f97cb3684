import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Invitation } from '../api/peoplePaths.js';
import { invitationsQuery } from '../api/peopleQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useWorkspace } from '../session/workspace.js';
import { Section } from '../sources/Section.js';
import { ErrorState } from '../ui/states.js';
import classes from './settings.module.css';

const Pending = ({ invitation }: { invitation: Invitation }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const { id, email, role, invitedBy, expiresAt, expired } = invitation;
  const withdraw = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE('/api/invitations/{id}', { params: { path: { id }, query: { workspace: workspace.id } } }),
      ),
    onSettled: () => queries.invalidateQueries(invitationsQuery(workspace.id)),
  });
  const facts = [
    t(`roles.${role}`),
    t('people.invitedBy', { name: invitedBy }),
    expired ? t('people.expired') : t('people.expires', { when: format.ago(expiresAt) }),
  ];
  return (
    <li className={classes.item}>
      <div className={classes.who}>
        <span>{email}</span>
        <span className={classes.soft}>{facts.join(' · ')}</span>
      </div>
      <Button
        size="compact-sm"
        variant="default"
        loading={withdraw.isPending}
        aria-label={t('people.withdrawWho', { email })}
        onClick={() => withdraw.mutate()}
      >
        {t('people.withdraw')}
      </Button>
    </li>
  );
};

/** Invitations nobody has accepted; nothing at all while there is none. */
export const Invitations = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(invitationsQuery(workspace.id));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section id="invitations" title={t('people.invitations')} text={t('people.invitationsText')}>
      <ul className={classes.list}>
        {items.map((invitation) => (
          <Pending key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </Section>
  );
};
