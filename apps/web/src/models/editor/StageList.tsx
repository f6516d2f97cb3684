import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_STAGES } from './draft.js';
import classes from './editor.module.css';
import { StageRow } from './StageRow.js';
import { TroubleText } from './TroubleText.js';
import type { Editing } from './useEditor.js';
import { useStageWords } from './useStageWords.js';
import { troublesWithin } from './useTroubleWords.js';

interface StageListProps {
  editing: Editing;
  /** The key of the stage that is unfolded. */
  opened: string | null;
  onOpen: (key: string | null) => void;
}

/** The stages in their order, one unfolded at a time. */
export const StageList = ({ editing, opened, onOpen }: StageListProps) => {
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  // How many stages there were when one was added: the one after them is new.
  const [added, setAdded] = useState<number | null>(null);
  const { nameOf } = useStageWords(editing);
  const { draft, act, troubles } = editing;
  const { stages } = draft;
  const move = (key: string, to: number) => {
    const from = stages.findIndex((stage) => stage.key === key);
    const stage = stages[from];
    const place = from < to ? to : to + 1;
    if (!stage || place < 1 || place > stages.length) return;
    act({ do: 'moveStage', stage: key, to });
    setSaid(t('editor.moved', { name: nameOf(stage), place, count: stages.length }));
  };
  const add = () => {
    act({ do: 'addStage' });
    setAdded(stages.length);
    onOpen(null);
  };
  const isAdded = (at: number) => added === at && at === stages.length - 1;
  return (
    <section className={classes.stages}>
      <h2>{t('editor.stages')}</h2>
      <p className={classes.hint}>{t('editor.stagesText')}</p>
      <TroubleText troubles={troublesWithin(troubles, ['stages']).filter(({ path }) => path.length === 1)} />
      <ol className={classes.rows}>
        {stages.map((stage, at) => (
          <StageRow
            key={stage.key}
            {...{ editing, stage, at }}
            opened={opened === stage.key || (opened === null && isAdded(at))}
            fresh={isAdded(at)}
            onOpen={(open) => {
              setAdded(null);
              onOpen(open ? stage.key : null);
            }}
            onMove={move}
          />
        ))}
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {stages.length < MAX_STAGES ? (
        <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
          {t('editor.addStage')}
        </Button>
      ) : (
        <p className={classes.hint}>{t('editor.fullStages')}</p>
      )}
    </section>
  );
};
