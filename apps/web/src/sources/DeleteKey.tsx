import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { keysQuery } from '../api/queries.js';
import type { ApiKey } from '../api/types.js';
import { useWorkspace } from '../session/workspace.js';

/** Asks before a key is deleted, and says what that does. */
export const DeleteKey = ({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) =>
      answerOf(client.DELETE('/api/keys/{id}', { params: { path: { id }, query: { workspace: workspace.id } } })),
    onSuccess: () => {
      void queries.invalidateQueries(keysQuery(workspace.id));
      onClose();
    },
  });
  return (
    <Modal
      opened={apiKey !== null}
      onClose={onClose}
      title={t('sources.deleteTitle', { name: apiKey?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {remove.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {remove.error.message}
          </Alert>
        )}
        <Text size="sm">{t('sources.deleteText')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => apiKey && remove.mutate(apiKey.id)}>
            {t('sources.deleteYes')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
