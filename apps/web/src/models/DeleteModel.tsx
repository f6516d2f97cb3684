import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { useNamesOfUses, useUses } from '../segments/useUses.js';
import { Question } from '../ui/Question.js';
import type { Model } from './useModel.js';

const remove = (workspace: string, id: string) =>
  answerOf(client.DELETE('/api/models/{id}', { params: { path: { id }, query: { workspace } } }));

interface DeleteModelProps {
  model: Model;
  opened: boolean;
  onClose: () => void;
  onDeleted: () => void;
}

/** Says what deleting a model does, and who still asks for it, before it is done. */
export const DeleteModel = ({ model, opened, onClose, onDeleted }: DeleteModelProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const usesOf = useUses();
  const namesOf = useNamesOfUses();
  const removing = useSaving(remove, onDeleted);
  const uses = usesOf({ model: model.id });
  return (
    <Question
      opened={opened}
      title={t('editor.removeTitle', { name: say(model.name) })}
      text={uses.length > 0 ? t('editor.usedBy', { uses: namesOf(uses) }) : t('editor.removeText')}
      yes={uses.length > 0 ? null : t('editor.removeYes')}
      problem={removing.error}
      busy={removing.isPending}
      onYes={() => removing.mutate(model.id)}
      onClose={onClose}
    />
  );
};
