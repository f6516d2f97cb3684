import { Button, Paper, Skeleton, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { OpenedInvitation } from '../api/peoplePaths.js';
import { invitationQuery } from '../api/peopleQueries.js';
import { sessionQuery } from '../api/queries.js';
import type { Session } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { EntryCard } from '../session/EntryCard.js';
import { EntryForm } from '../session/SignIn.js';
import classes from '../session/session.module.css';
import { ButtonLink } from '../ui/ButtonLink.js';
import { JoinForm } from './JoinForm.js';
import { useJoin } from './useJoin.js';

const Card = ({ title, text, children }: { title: string; text: string; children: ReactNode }) => (
  <EntryCard title={title} text={text}>
    <Paper className={classes.form}>{children}</Paper>
  </EntryCard>
);

const SignOut = () => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => answerOf(client.DELETE('/api/session')),
    onSuccess: () => queries.resetQueries(sessionQuery),
  });
  return (
    <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
      {t('join.signOut')}
    </Button>
  );
};

const Joining = ({ token, user }: { token: string; user: NonNullable<Session['user']> }) => {
  const { t } = useTranslation();
  const join = useJoin(token);
  return (
    <Stack>
      {join.isError && (
        <p role="alert" className={classes.text}>
          {t('errors.refused')} {join.error.message}
        </p>
      )}
      <p className={classes.plain}>{t('join.signedIn', { email: user.email })}</p>
      <Button loading={join.isPending} onClick={() => join.mutate({})}>
        {t('join.accept')}
      </Button>
    </Stack>
  );
};

const Way = ({ token, invitation, session }: { token: string; invitation: OpenedInvitation; session: Session }) => {
  const { t } = useTranslation();
  // Whoever sits at the demonstration has no account yet.
  const user = session.user?.id === 'demonstration' ? null : session.user;
  if (user && user.email.toLowerCase() !== invitation.email.toLowerCase()) {
    return (
      <Stack>
        <p className={classes.plain}>{t('join.signedIn', { email: user.email })}</p>
        <p className={classes.plain}>{t('join.other')}</p>
        <SignOut />
      </Stack>
    );
  }
  if (user) return <Joining token={token} user={user} />;
  if (!invitation.account) return <JoinForm token={token} />;
  return (
    <Stack>
      <p className={classes.plain}>{t('join.signIn')}</p>
      <EntryForm firstRun={false} email={invitation.email} />
    </Stack>
  );
};

/** Where an invitation's link leads: what it is for, and the way in. */
export const JoinPage = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const { hash } = useLocation();
  const token = hash.replace(/^#/, '');
  const session = useQuery(sessionQuery);
  const opened = useQuery(invitationQuery(token));
  if (opened.isError || session.isError) {
    return (
      <Card title={t('join.goneTitle')} text={t('join.goneText')}>
        <ButtonLink to="/" variant="default" fullWidth>
          {t('join.home')}
        </ButtonLink>
      </Card>
    );
  }
  if (opened.isPending || session.isPending) {
    return (
      <main className={classes.entry} aria-busy="true">
        <Skeleton className={classes.card} height={320} />
      </main>
    );
  }
  const { workspace, email, role, invitedBy, expiresAt } = opened.data;
  const lines = [
    t('join.text', { name: invitedBy, role: t(`roles.${role}`) }),
    t('join.for', { email, date: format.day(expiresAt) }),
  ];
  return (
    <Card title={t('join.title', { workspace: workspace.name })} text={lines.join(' ')}>
      <Way token={token} invitation={opened.data} session={session.data} />
    </Card>
  );
};
