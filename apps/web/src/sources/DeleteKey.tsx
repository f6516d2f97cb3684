import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { keysQuery } from '../api/queries.js';
import type { ApiKey } from '../api/types.js';
import { useWorkspace } from '../session/workspace.js';
import { Question } from '../ui/Question.js';

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
    <Question
      opened={apiKey !== null}
      title={t('sources.deleteTitle', { name: apiKey?.name ?? '' })}
      text={t('sources.deleteText')}
      yes={t('sources.deleteYes')}
      problem={remove.error}
      busy={remove.isPending}
      onYes={() => apiKey && remove.mutate(apiKey.id)}
      onClose={onClose}
    />
  );
};
