import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { NewWorkspace as Given } from '../api/peoplePaths.js';
import { sessionQuery } from '../api/queries.js';
import { useWorkspace } from '../session/workspace.js';
import { WorkspaceFields } from './WorkspaceFields.js';

const Form = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { currency } = useWorkspace();
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [given, setGiven] = useState<Given>({ name: '', timezone, currency });
  const make = useMutation({
    mutationFn: () => answerOf(client.POST('/api/workspaces', { body: given })),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries(sessionQuery);
      onClose();
      await navigate({ to: '/', search: { workspace: id } });
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
        <Text size="sm">{t('workspaces.createText')}</Text>
        <WorkspaceFields value={given} onChange={setGiven} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={given.name.trim() === ''}>
            {t('workspaces.createYes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Creates a workspace and goes there. */
export const NewWorkspace = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('workspaces.createTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Form onClose={onClose} />
    </Modal>
  );
};
