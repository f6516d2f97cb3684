import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { SegmentView } from '../api/definitionPaths.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { useNamesOfUses, useUses } from './useUses.js';

const remove = (workspace: string, id: string) =>
  answerOf(client.DELETE('/api/segments/{id}', { params: { path: { id }, query: { workspace } } }));

/** Says what deleting a segment does, and who still asks for it, before it is done. */
export const DeleteSegment = ({ view, onClose }: { view: SegmentView | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const usesOf = useUses();
  const namesOf = useNamesOfUses();
  const removing = useSaving(remove, onClose);
  const uses = view ? usesOf({ segment: view.segment.id }) : [];
  return (
    <Modal
      opened={view !== null}
      onClose={onClose}
      title={t('segments.removeTitle', { name: view ? say(view.segment.name) : '' })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {removing.isError && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} {removing.error.message}
          </Alert>
        )}
        {uses.length > 0 ? (
          <Text size="sm">{`${t('segments.usedBy')} ${namesOf(uses)}. ${t('segments.usedByText')}`}</Text>
        ) : (
          <Text size="sm">{t('segments.removeText', { count: view?.customers ?? 0 })}</Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          {uses.length === 0 && (
            <Button color="red" loading={removing.isPending} onClick={() => view && removing.mutate(view.segment.id)}>
              {t('segments.removeYes')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
};
