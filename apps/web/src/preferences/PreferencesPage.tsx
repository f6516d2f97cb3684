import { Button, Paper, Stack, Switch } from '@mantine/core';
import type { Preferences } from '@parcours/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError, answerOf, client } from '../api/client.js';
import { useWords } from '../i18n/useWords.js';
import { EntryCard } from '../session/EntryCard.js';
import classes from '../session/session.module.css';

type Item = Preferences['items'][number];
interface Choice {
  readonly items: readonly Item[];
  readonly given: boolean;
}

const keyOf = (token: string) => ['preferences', token];

/** Chooses for whoever holds the link; the words on the page go along, as the proof of what was seen. */
const useChoose = (token: string) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ items, given }: Choice) => {
      const choice = given ? t('preferences.on') : t('preferences.off');
      const text = items.map(({ purpose }) => t('preferences.seen', { name: say(purpose.name), choice })).join('\n');
      const choices = items.map(({ purpose }) => ({ purpose: purpose.id, given }));
      return answerOf(client.PUT('/api/messages/preferences', { body: { token, choices, text } }));
    },
    onSuccess: (preferences) => queries.setQueryData(keyOf(token), preferences),
  });
};

const Choices = ({ token, items }: { token: string; items: Preferences['items'] }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const choose = useChoose(token);
  const open = items.filter(({ purpose }) => purpose.basis !== 'contract');
  const given = open.filter((item) => item.given);
  return (
    <Paper className={classes.form}>
      <Stack>
        {items.map(({ purpose, given: is }) => (
          <Switch
            key={purpose.id}
            label={say(purpose.name)}
            {...(purpose.basis === 'contract' ? { description: t('preferences.always') } : {})}
            checked={is}
            disabled={purpose.basis === 'contract' || choose.isPending}
            onChange={(event) => choose.mutate({ items: [{ purpose, given: is }], given: event.currentTarget.checked })}
          />
        ))}
        {choose.isError && (
          <p role="alert" className={classes.plain}>
            {t('errors.refused')} {choose.error.message}
          </p>
        )}
        <p role="status" className={classes.plain}>
          {open.length > 0 && given.length === 0 ? t('preferences.stopped') : ''}
        </p>
        {given.length > 0 && (
          <Button
            variant="default"
            loading={choose.isPending}
            onClick={() => choose.mutate({ items: given, given: false })}
          >
            {t('preferences.stop')}
          </Button>
        )}
      </Stack>
    </Paper>
  );
};

/** Where a link of a message leads: what its reader gets, to be chosen without an account. */
export const PreferencesPage = () => {
  const { t } = useTranslation();
  const { hash: token } = useLocation();
  const query = useQuery({
    queryKey: keyOf(token),
    queryFn: () => answerOf(client.POST('/api/messages/preferences', { body: { token } })),
    retry: false,
  });
  if (query.isPending) return <EntryCard title={t('preferences.title')} text={t('preferences.opening')} />;
  if (query.isError) {
    const isGone = query.error instanceof ApiError && query.error.code === 'preferences.gone';
    return (
      <EntryCard title={t('preferences.failedTitle')} text={isGone ? t('preferences.gone') : t('preferences.failed')} />
    );
  }
  const { organisation, items } = query.data;
  return (
    <EntryCard title={t('preferences.title')} text={t('preferences.text', { name: organisation })}>
      <Choices token={token} items={items} />
    </EntryCard>
  );
};
