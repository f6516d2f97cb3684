import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../../api/client.js';
import { useWorkspace } from '../../session/workspace.js';
import { Question } from '../../ui/Question.js';

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
    <Question
      opened={doomed !== null}
      title={t('refusals.deleteTitle', { count: doomed?.count ?? 0 })}
      text={t('refusals.deleteText')}
      yes={t('refusals.deleteYes')}
      problem={remove.error}
      busy={remove.isPending}
      onYes={() => doomed && remove.mutate(doomed)}
      onClose={onClose}
    />
  );
};
