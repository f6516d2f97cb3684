import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import type { Workspace } from '../api/types.js';
import { Question } from '../ui/Question.js';

interface DeleteProps {
  workspace: Workspace;
  opened: boolean;
  onClose: () => void;
}

/** Says what is deleted, and asks for the workspace's name. */
export const DeleteWorkspace = ({ workspace, opened, onClose }: DeleteProps) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () =>
      answerOf(
        client.DELETE('/api/workspaces/{id}', {
          params: { path: { id: workspace.id }, query: { confirm: typed } },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries(sessionQuery);
      await navigate({ to: '/', search: { workspace: undefined } });
    },
  });
  const close = () => {
    remove.reset();
    setTyped('');
    onClose();
  };
  return (
    <Question
      opened={opened}
      title={t('workspaces.deleteTitle', { name: workspace.name })}
      text={t('workspaces.deleteCount', { count: workspace.customers })}
      yes={t('workspaces.deleteYes')}
      problem={remove.error}
      busy={remove.isPending}
      ready={typed.trim() === workspace.name.trim()}
      onYes={() => remove.mutate()}
      onClose={close}
    >
      <TextInput
        label={t('workspaces.confirm', { name: workspace.name })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        data-autofocus
      />
    </Question>
  );
};
