import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { Person } from '../api/peoplePaths.js';
import { peopleQuery } from '../api/peopleQueries.js';
import { sessionQuery } from '../api/queries.js';
import { useWorkspace } from '../session/workspace.js';
import { Question } from '../ui/Question.js';

/** Asks before a person is taken out, and says what that does. */
export const RemovePerson = ({ person, onClose }: { person: Person | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) =>
      answerOf(client.DELETE('/api/people/{id}', { params: { path: { id }, query: { workspace: workspace.id } } })),
    onSuccess: () => {
      onClose();
      void queries.invalidateQueries(sessionQuery);
      void queries.invalidateQueries(peopleQuery(workspace.id));
    },
  });
  const close = () => {
    remove.reset();
    onClose();
  };
  return (
    <Question
      opened={person !== null}
      title={t('people.removeTitle', { name: person?.name ?? '' })}
      text={t('people.removeText')}
      yes={t('people.removeYes')}
      problem={remove.error}
      busy={remove.isPending}
      onYes={() => person && remove.mutate(person.id)}
      onClose={close}
    />
  );
};
