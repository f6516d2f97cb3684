import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../api/client.js';
import { useWorkspace } from '../../session/workspace.js';

/** Which refused events: one, or all of a reason. */
export interface Doomed {
  count: number;
  query: { ids: string } | { code: string; field: string };
}

/** Asks before refused events are deleted, and says what that means. */
export const DeleteDialog = ({ doomed, onClose }: { doomed: Doomed | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ query }: Doomed) =>
      answerOf(client.DELETE('/api/rejected', { params: { query: { workspace: workspace.id, ...query } } })),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['rejected', workspace.id] });
      onClose();
    },
  });
  return (
    <Modal
      opened={doomed !== null}
      onClose={onClose}
      title={t('refusals.deleteTitle', { count: doomed?.count ?? 0 })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {remove.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} <span lang="en">{remove.error.message}</span>
          </Alert>
        )}
        <Text size="sm">{t('refusals.deleteText')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => doomed && remove.mutate(doomed)}>
            {t('refusals.deleteYes')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
