import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useJoin } from './useJoin.js';

/** A name and a password, for the address the invitation names. */
export const JoinForm = ({ token }: { token: string }) => {
  const { t } = useTranslation();
  const join = useJoin(token);
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    join.mutate({ name, password });
  };
  return (
    <Stack component="form" gap="md" onSubmit={submit as never}>
      {join.isError && (
        <Alert color="red" variant="light" role="alert">
          {t('errors.refused')} {join.error.message}
        </Alert>
      )}
      <TextInput
        label={t('session.name')}
        autoComplete="name"
        required
        withAsterisk={false}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('session.password')}
        description={t('session.passwordHint')}
        autoComplete="new-password"
        minLength={10}
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" loading={join.isPending} fullWidth>
        {t('join.create')}
      </Button>
    </Stack>
  );
};
