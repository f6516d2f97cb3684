import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { Role } from '@parcours/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { CreatedInvitation } from '../api/peoplePaths.js';
import { invitationsQuery } from '../api/peopleQueries.js';
import { useWorkspace } from '../session/workspace.js';
import { CodeBlock } from '../ui/Copy.js';
import { RoleSelect } from './RoleSelect.js';

/** The token stays behind the #, which browsers never send: no server or proxy on the way writes it down. */
const linkOf = ({ token }: CreatedInvitation): string => `${location.origin}/join#${token}`;

const Made = ({ made, onClose }: { made: CreatedInvitation; onClose: () => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  return (
    <Stack>
      <Text size="sm">{t('people.madeText', { workspace: workspace.name, role: t(`roles.${made.role}`) })}</Text>
      <CodeBlock code={linkOf(made)} label={t('people.link')} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('people.done')}</Button>
      </Group>
    </Stack>
  );
};

const Form = ({ onClose, onMade }: { onClose: () => void; onMade: (made: CreatedInvitation) => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const make = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/api/invitations', {
          params: { query: { workspace: workspace.id } },
          body: { email: email.trim(), role },
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries(invitationsQuery(workspace.id));
      onMade(made);
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {make.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {make.error.message}
          </Alert>
        )}
        <Text size="sm">{t('people.inviteText')}</Text>
        <TextInput
          label={t('people.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          maxLength={254}
          required
          withAsterisk={false}
          data-autofocus
        />
        <RoleSelect label={t('people.role')} value={role} onChange={setRole} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={email.trim() === ''}>
            {t('people.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Invites an address, then shows the link this once. */
export const InviteDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const [made, setMade] = useState<CreatedInvitation | null>(null);
  const close = () => {
    onClose();
    setMade(null);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? t('people.madeTitle', { email: made.email }) : t('people.inviteTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      closeOnClickOutside={!made}
      centered
    >
      {made ? <Made made={made} onClose={close} /> : <Form onClose={close} onMade={setMade} />}
    </Modal>
  );
};
