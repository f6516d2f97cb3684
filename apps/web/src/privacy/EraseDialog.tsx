import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Customer } from '../api/types.js';
import { useNameOf } from '../customers/nameOf.js';
import { useWorkspace } from '../session/workspace.js';
import { ErasureProgress } from './ErasureProgress.js';

interface EraseDialogProps {
  customer: Customer;
  onClose: () => void;
}

const Confirm = ({ onErase, onClose, pending }: { onErase: () => void; onClose: () => void; pending: boolean }) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const word = t('privacy.word');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim().toUpperCase() === word) onErase();
      }}
    >
      <Stack>
        <Text size="sm">{t('privacy.text')}</Text>
        <Text size="sm">{t('privacy.refused')}</Text>
        <Text size="sm" fw={600}>
          {t('privacy.forever')}
        </Text>
        <TextInput
          label={t('privacy.type', { word })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="red" loading={pending} disabled={typed.trim().toUpperCase() !== word}>
            {t('privacy.yes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Asks before a customer is erased, says what goes, and shows how far it has come. */
export const EraseDialog = ({ customer, onClose }: EraseDialogProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const name = useNameOf()(customer);
  const erase = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE('/api/customers/{id}', {
          params: { path: { id: customer.id }, query: { workspace: workspace.id } },
        }),
      ),
  });
  const leave = () => {
    onClose();
    if (!erase.data) return;
    void navigate({ to: '/customers' });
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={leave}
      title={erase.data ? t('privacy.under') : t('privacy.title', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      {erase.isError && (
        <Alert color="red" variant="light" role="alert" mb="md">
          {t('errors.refused')} {erase.error.message}
        </Alert>
      )}
      {erase.data ? (
        <Stack>
          <ErasureProgress id={erase.data.id} />
          <Text size="sm">{t('privacy.leave')}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={leave}>
              {t('privacy.back')}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Confirm onErase={() => erase.mutate()} onClose={onClose} pending={erase.isPending} />
      )}
    </Modal>
  );
};
