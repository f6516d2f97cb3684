import { Alert, Button, Paper, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answerOf, client } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import { LANGUAGES, speak } from '../i18n/language.js';
import classes from './session.module.css';

const MIN_PASSWORD = 10;

const wordsFor = (error: Error, t: TFunction): string => {
  if (!(error instanceof ApiError)) return t('errors.server');
  if (error.status === 0) return t('errors.unreachable');
  if (error.status === 401 || error.status === 403) return t('session.wrong');
  if (error.status === 429) return t('session.tooMany');
  return error.status < 500 ? t('session.invalid', { message: error.message }) : t('errors.server');
};

const useEntry = (firstRun: boolean) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; email: string; password: string }) =>
      answerOf(firstRun ? client.POST('/api/session/owner', { body }) : client.POST('/api/session', { body })),
    onSuccess: () => queries.invalidateQueries(sessionQuery),
  });
};

/** The fields to enter by; `email` is the address that is known already. */
export const EntryForm = ({ firstRun, email = '' }: { firstRun: boolean; email?: string }) => {
  const { t } = useTranslation();
  const entry = useEntry(firstRun);
  const [fields, setFields] = useState({ name: '', email, password: '' });
  const bind = (name: keyof typeof fields) => ({
    name,
    value: fields[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setFields((now) => ({ ...now, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    entry.mutate(fields);
  };
  return (
    <Stack component="form" gap="md" onSubmit={submit as never}>
      {entry.isError && (
        <Alert color="red" variant="light" role="alert">
          {wordsFor(entry.error, t)}
        </Alert>
      )}
      {firstRun && <TextInput label={t('session.name')} autoComplete="name" {...bind('name')} />}
      <TextInput label={t('session.email')} type="email" autoComplete="username" {...bind('email')} />
      <PasswordInput
        label={t('session.password')}
        description={firstRun ? t('session.passwordHint') : undefined}
        minLength={firstRun ? MIN_PASSWORD : undefined}
        autoComplete={firstRun ? 'new-password' : 'current-password'}
        {...bind('password')}
      />
      <Button type="submit" loading={entry.isPending} fullWidth>
        {firstRun ? t('session.create') : t('session.signIn')}
      </Button>
    </Stack>
  );
};

/** Sign-in, or on the first visit the making of the owner's account. */
export const SignIn = ({ firstRun }: { firstRun: boolean }) => {
  const { t, i18n } = useTranslation();
  return (
    <main className={classes.entry}>
      <div className={classes.card}>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 className={classes.title}>{firstRun ? t('session.createTitle') : t('session.welcome')}</h1>
        <p className={classes.text}>{firstRun ? t('session.createText') : t('app.tagline')}</p>
        <Paper className={classes.form}>
          <EntryForm firstRun={firstRun} />
        </Paper>
        <p className={classes.promise}>{t('session.promise')}</p>
        <div className={classes.languages}>
          {LANGUAGES.map((language) => (
            <button
              key={language}
              type="button"
              lang={language}
              aria-current={i18n.language === language}
              onClick={() => void speak(language, true)}
            >
              {language === 'fr' ? 'Français' : 'English'}
            </button>
          ))}
        </div>
      </div>
    </main>
  );
};
