import { Button } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import { EmptyState } from '../ui/states.js';
import classes from './shell.module.css';

/** Signed in, and invited nowhere yet, or no longer anywhere. */
export const Nowhere = ({ email }: { email: string }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => answerOf(client.DELETE('/api/session')),
    onSuccess: () => queries.resetQueries(sessionQuery),
  });
  return (
    <main className={classes.alone}>
      <EmptyState
        icon={<IconUserQuestion size={28} stroke={1.5} aria-hidden />}
        title={t('people.nowhereTitle')}
        text={t('people.nowhereText', { email })}
      >
        <Button variant="default" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('nav.signOut')}
        </Button>
      </EmptyState>
    </main>
  );
};
