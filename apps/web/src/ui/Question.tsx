import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface QuestionProps {
  opened: boolean;
  title: string;
  text: string;
  /** What the button says that does it; null where it cannot be done. */
  yes: string | null;
  problem: Error | null;
  busy: boolean;
  /** False until what has to be typed was typed. */
  ready?: boolean;
  children?: ReactNode;
  onYes: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone, and says what it does. */
export const Question = (props: QuestionProps) => {
  const { opened, title, text, yes, problem, busy, ready = true, children, onYes, onClose } = props;
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <Stack>
        {problem && (
          <Alert color="red" variant="light" role="alert">
            {t('errors.refused')} <span lang="en">{problem.message}</span>
          </Alert>
        )}
        <Text size="sm">{text}</Text>
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={children ? undefined : true}>
            {t('common.cancel')}
          </Button>
          {yes !== null && (
            <Button color="red" loading={busy} disabled={!ready} onClick={onYes}>
              {yes}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
};
