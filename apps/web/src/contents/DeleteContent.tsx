import { Button } from '@mantine/core';
import type { Content } from '@parcours/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { CONTENTS } from '../api/contentQueries.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { Question } from '../ui/Question.js';

/** Says what deleting does before it is done. */
export const DeleteContent = ({ content: { id, name } }: { content: Content }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () =>
      answerOf(client.DELETE('/api/contents/{id}', { params: { path: { id }, query: { workspace: workspace.id } } })),
    onSuccess: async () => {
      await navigate({ to: '/contents' });
      await queries.invalidateQueries({ queryKey: [CONTENTS, workspace.id] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t('contents.remove')}
      </Button>
      <Question
        opened={asking}
        title={t('contents.removeTitle', { name: say(name) })}
        text={t('contents.removeText')}
        yes={t('contents.removeYes')}
        problem={removing.error}
        busy={removing.isPending}
        onYes={() => removing.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
};
