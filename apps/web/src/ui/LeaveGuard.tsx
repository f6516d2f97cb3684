import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Asks before what was changed and not saved is lost. `unsaved` tells, at that moment, whether it would be. */
export const LeaveGuard = ({ unsaved }: { unsaved: () => boolean }) => {
  const { t } = useTranslation();
  const { status, proceed, reset } = useBlocker({
    // Staying on the page loses nothing: only part of the address changes.
    shouldBlockFn: ({ current, next }) => unsaved() && current.pathname !== next.pathname,
    enableBeforeUnload: unsaved,
    withResolver: true,
  });
  return (
    <Modal
      opened={status === 'blocked'}
      onClose={() => reset?.()}
      title={t('leaving.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Text size="sm">{t('leaving.text')}</Text>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => reset?.()} data-autofocus>
          {t('leaving.stay')}
        </Button>
        <Button onClick={() => proceed?.()}>{t('leaving.leave')}</Button>
      </Group>
    </Modal>
  );
};
