import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import { useModels } from '../../models/useModel.js';
import type { Vocabulary } from '../../rules/edit/vocabulary.js';
import { Small } from '../../rules/lines/parts.js';
import { useAddress } from '../../shell/search.js';
import { useSegments } from '../../strength/useBelongs.js';
import { InteractionTokens, Vocabularied } from '../events/InteractionTokens.js';
import classes from './cohorts.module.css';
import { returnsIn, type Start } from './start.js';

type Kind = 'rule' | 'stage' | 'segment';
const kindOf = (start: Start): Kind => ('rule' in start ? 'rule' : 'stage' in start ? 'stage' : 'segment');

interface StartProps {
  start: Start;
  onChange: (start: Start) => void;
}

/** Which stage of which model, or which segment, or which interaction. */
const Which = ({ start, onChange }: StartProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { active } = useModels();
  const segments = useSegments();
  if ('rule' in start) {
    return (
      <>
        <InteractionTokens did={start.rule.did} onChange={(did) => onChange({ rule: { did } })} />
        <Small>{t('cohorts.first')}</Small>
      </>
    );
  }
  if ('segment' in start) {
    return (
      <Select
        aria-label={t('cohorts.segment')}
        data={segments}
        value={start.segment}
        allowDeselect={false}
        onChange={(segment) => segment && onChange({ segment })}
        className={classes.choice}
      />
    );
  }
  const stages = active.map(({ model }) => ({
    group: say(model.name),
    items: model.stages.map(({ id, name }) => ({ value: `${model.id} ${id}`, label: say(name) })),
  }));
  return (
    <Select
      aria-label={t('cohorts.stage')}
      data={stages}
      value={`${start.stage.model} ${start.stage.stage}`}
      allowDeselect={false}
      maxDropdownHeight={360}
      onChange={(chosen) => {
        const [model = '', stage = ''] = (chosen ?? '').split(' ');
        onChange({ stage: { model, stage } });
      }}
      className={classes.choice}
    />
  );
};

/** What begins a cohort: an interaction, entry into a stage, or into a segment, whatever rule it has. */
export const StartChoice = ({ start, onChange, event }: StartProps & { event: string }) => {
  const { t } = useTranslation();
  const { model } = useModels();
  const [segment] = useSegments();
  const stage = model?.stages.at(-1)?.id;
  const begin: Record<Kind, Start | null> = {
    rule: { rule: { did: { event } } },
    stage: model && stage ? { stage: { model: model.id, stage } } : null,
    segment: segment ? { segment: segment.value } : null,
  };
  const kinds = (['rule', 'stage', 'segment'] as const).filter((kind) => begin[kind]);
  return (
    <div className={classes.line}>
      <Small>{t('cohorts.begins')}</Small>
      <Select
        aria-label={t('cohorts.begins')}
        data={kinds.map((kind) => ({ value: kind, label: t(`cohorts.beginnings.${kind}`) }))}
        value={kindOf(start)}
        allowDeselect={false}
        onChange={(kind) => {
          const next = begin[(kind ?? 'rule') as Kind];
          if (next) onChange(next);
        }}
        className={classes.choice}
      />
      <Which start={start} onChange={onChange} />
    </div>
  );
};

interface ReturnsProps {
  /** What is chosen for. */
  label: string;
  event: string;
  vocabulary: Vocabulary;
}

/** What counts as coming back, or as being active: any interaction, or one that is chosen. */
export const ReturnsChoice = ({ label, event, vocabulary }: ReturnsProps) => {
  const { t } = useTranslation();
  const [{ returns }, change] = useAddress();
  const did = returnsIn(returns);
  const set = (next: object | undefined) => change({ returns: next && JSON.stringify(next) }, { replace: true });
  return (
    <Vocabularied vocabulary={vocabulary}>
      <div className={classes.line}>
        <Small>{label}</Small>
        <Select
          aria-label={label}
          data={[
            { value: 'any', label: t('cohorts.returnsAny') },
            { value: 'one', label: t('cohorts.returnsOne') },
          ]}
          value={did ? 'one' : 'any'}
          allowDeselect={false}
          onChange={(chosen) => set(chosen === 'one' ? { event } : undefined)}
          className={classes.choice}
        />
        {did && <InteractionTokens did={did} onChange={set} />}
      </div>
    </Vocabularied>
  );
};
