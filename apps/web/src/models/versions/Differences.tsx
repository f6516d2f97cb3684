import { compareModels, type Model, type ModelDifference, noNames } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../../api/definitions.js';
import { useWords } from '../../i18n/useWords.js';
import { namesIn } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { StageChip } from '../../ui/StageChip.js';
import { type Told, useDifferenceWords } from './useDifferenceWords.js';
import classes from './versions.module.css';

interface Compared {
  before: Model;
  after: Model;
}
interface Group {
  /** Null is the model itself. */
  readonly stage: string | null;
  readonly differences: readonly ModelDifference[];
}

const groupsOf = (differences: readonly ModelDifference[]): Group[] => {
  const groups = new Map<string | null, ModelDifference[]>();
  for (const difference of differences) {
    const stage = 'stage' in difference ? difference.stage.id : null;
    groups.set(stage, [...(groups.get(stage) ?? []), difference]);
  }
  return [...groups].map(([stage, own]) => ({ stage, differences: own }));
};

const Side = ({ side, text }: { side: 'before' | 'after'; text: string | null }) => {
  const { t } = useTranslation();
  if (text === null) return null;
  return (
    <div className={classes.side} data-side={side}>
      <dt>{t(`compare.${side}`)}</dt>
      <dd>{text}</dd>
    </div>
  );
};

const Difference = ({ told }: { told: Told }) => (
  <li>
    <p>{told.sentence}</p>
    {(told.before !== null || told.after !== null) && (
      <dl className={classes.sides}>
        <Side side="before" text={told.before} />
        <Side side="after" text={told.after} />
      </dl>
    )}
  </li>
);

const StageTitle = ({ stage, before, after }: Compared & { stage: string }) => {
  const { say } = useWords();
  const model = after.stages.some(({ id }) => id === stage) ? after : before;
  const index = model.stages.findIndex(({ id }) => id === stage);
  const name = model.stages[index]?.name ?? { en: stage, fr: stage };
  return <StageChip name={say(name)} index={index} count={model.stages.length} />;
};

/** What changed from one version to another, as sentences, stage by stage. */
export const Differences = ({ before, after }: Compared) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data;
  const names = useMemo(() => (vocabulary ? namesIn(vocabulary) : noNames), [vocabulary]);
  const differences = useMemo(() => compareModels(before, after, names), [before, after, names]);
  const tell = useDifferenceWords(names.personas);
  if (differences.length === 0) return <p className={classes.count}>{t('compare.same')}</p>;
  return (
    <>
      <p className={classes.count}>{t('compare.changes', { count: differences.length })}</p>
      {groupsOf(differences).map(({ stage, differences: own }) => (
        <section key={stage} className={classes.group}>
          <h2>{stage === null ? t('compare.model') : <StageTitle stage={stage} before={before} after={after} />}</h2>
          <ul>
            {own.map((difference) => (
              <Difference key={JSON.stringify(difference)} told={tell(difference)} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
