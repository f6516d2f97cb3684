import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { useNamesOfUses, useUses } from '../segments/useUses.js';
import type { Model } from './useModel.js';

const remove = (workspace: string, id: string) =>
  answerOf(client.DELETE('/api/models/{id}', { params: { path: { id }, query: { workspace } } }));

interface DeleteModelProps {
  model: Model;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Says what deleting a model does, and who still asks for it, before it is done. */
export const DeleteModel = ({ model, opened, onClose, onDeleted }: DeleteModelProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const usesOf = useUses();
  const namesOf = useNamesOfUses();
  const removing = useSaving(remove, onDeleted);
  const uses = usesOf({ model: model.id });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('editor.removeTitle', { name: say(model.name) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {removing.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {removing.error.message}
          </Alert>
        )}
        <Text size="sm">{uses.length > 0 ? t('editor.usedBy', { uses: namesOf(uses) }) : t('editor.removeText')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          {uses.length === 0 && (
            <Button color="red" loading={removing.isPending} onClick={() => removing.mutate(model.id)}>
              {t('editor.removeYes')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
};
