import { Alert, Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { keysQuery } from '../api/queries.js';
import type { CreatedKey, NewKey } from '../api/types.js';
import { useWorkspace } from '../session/workspace.js';
import { RoleSelect } from '../settings/RoleSelect.js';
import { CodeBlock } from '../ui/Copy.js';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  onMade: (key: CreatedKey) => void;
}

const Made = ({ made, onClose }: { made: CreatedKey; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Stack>
      <p style={{ margin: 0 }}>{t('sources.madeText')}</p>
      <CodeBlock code={made.key} label={t(`sources.${made.kind}`)} />
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('sources.done')}</Button>
      </Group>
    </Stack>
  );
};

const Form = ({ onClose, onDone }: { onClose: () => void; onDone: (made: CreatedKey) => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const [key, setKey] = useState<NewKey>({ kind: 'write', name: '' });
  const make = useMutation({
    mutationFn: () =>
      answerOf(
        client.POST('/api/keys', {
          params: { query: { workspace: workspace.id } },
          body: { ...key, name: key.name.trim() },
        }),
      ),
    onSuccess: (made) => {
      void queries.invalidateQueries(keysQuery(workspace.id));
      onDone(made);
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
        <TextInput
          label={t('sources.keyName')}
          description={t('sources.keyNameHint')}
          value={key.name}
          onChange={(event) => setKey({ ...key, name: event.currentTarget.value })}
          maxLength={100}
          required
          withAsterisk={false}
          data-autofocus
        />
        <Radio.Group
          label={t('sources.kind')}
          value={key.kind}
          onChange={(kind) => setKey({ ...key, kind: kind === 'api' ? 'api' : 'write' })}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="write" label={t('sources.write')} description={t('sources.writeText')} />
            <Radio value="api" label={t('sources.api')} description={t('sources.apiText')} />
          </Stack>
        </Radio.Group>
        {key.kind === 'api' && (
          <RoleSelect
            label={t('sources.role')}
            value={key.role ?? 'editor'}
            onChange={(role) => setKey({ ...key, role })}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={key.name.trim() === ''}>
            {t('sources.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Makes a key, then shows it this once. */
export const NewKeyDialog = ({ opened, onClose, onMade }: DialogProps) => {
  const { t } = useTranslation();
  const [made, setMade] = useState<CreatedKey | null>(null);
  const close = () => {
    onClose();
    setMade(null);
  };
  const done = (key: CreatedKey) => {
    setMade(key);
    onMade(key);
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? t('sources.madeTitle') : t('sources.newKey')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      closeOnClickOutside={!made}
      centered
    >
      {made ? <Made made={made} onClose={close} /> : <Form onClose={close} onDone={done} />}
    </Modal>
  );
};
