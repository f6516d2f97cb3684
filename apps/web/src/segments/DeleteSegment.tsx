import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { SegmentView } from '../api/definitionPaths.js';
import { useWords } from '../i18n/useWords.js';
import { useSaving } from '../replay/useSaving.js';
import { Question } from '../ui/Question.js';
import { useNamesOfUses, useUses } from './useUses.js';

const remove = (workspace: string, id: string) =>
  answerOf(client.DELETE('/api/segments/{id}', { params: { path: { id }, query: { workspace } } }));

/** Says what deleting a segment does, and who still asks for it, before it is done. */
export const DeleteSegment = ({ view, onClose }: { view: SegmentView | null; onClose: () => void }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const usesOf = useUses();
  const namesOf = useNamesOfUses();
  const removing = useSaving(remove, onClose);
  const uses = view ? usesOf({ segment: view.segment.id }) : [];
  return (
    <Question
      opened={view !== null}
      title={t('segments.removeTitle', { name: view ? say(view.segment.name) : '' })}
      text={
        uses.length > 0
          ? `${t('segments.usedBy')} ${namesOf(uses)}. ${t('segments.usedByText')}`
          : t('segments.removeText', { count: view?.customers ?? 0 })
      }
      yes={uses.length > 0 ? null : t('segments.removeYes')}
      problem={removing.error}
      busy={removing.isPending}
      onYes={() => view && removing.mutate(view.segment.id)}
      onClose={onClose}
    />
  );
};
