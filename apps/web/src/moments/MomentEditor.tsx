import { Button, Drawer, Group, NumberInput, SegmentedControl, Slider } from '@mantine/core';
import { EFFECTS, type Effect, type Moment, type Problem, type Rule } from '@parcours/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuildingProvider } from '../rules/builderContext.js';
import { beginWith } from '../rules/edit/forms.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { Small, Where } from '../rules/lines/parts.js';
import { RulePreview } from '../rules/preview/RulePreview.js';
import { useRulePreview } from '../rules/preview/useRulePreview.js';
import { RuleBuilder } from '../rules/RuleBuilder.js';
import { EventToken } from '../rules/tokens/EventToken.js';
import { BilingualField } from '../ui/BilingualField.js';
import { type MomentDraft, momentOf, ruleOf } from './edit.js';
import classes from './moments.module.css';

interface PartProps {
  draft: MomentDraft;
  change: (part: Partial<MomentDraft>) => void;
}

/** Which interaction makes the moment, and what it must have been. */
const When = ({ draft, change, vocabulary }: PartProps & { vocabulary: Vocabulary }) => {
  const { t } = useTranslation();
  const { event, where } = draft;
  const nothing = () => undefined;
  return (
    <BuildingProvider value={{ root: ruleOf(draft), vocabulary, problems: [], set: nothing, apply: nothing }}>
      <fieldset className={classes.when}>
        <legend>{t('moments.when')}</legend>
        <EventToken event={event} onChange={(next) => next && change({ event: next, where: undefined })} />
        <Where event={event} where={where} onChange={(next) => change({ where: next })} path={['where']} />
      </fieldset>
    </BuildingProvider>
  );
};

const EffectFields = ({ draft, change }: PartProps) => {
  const { t } = useTranslation();
  return (
    <>
      <div>
        <p className={classes.label}>{t('moments.effect')}</p>
        <SegmentedControl
          aria-label={t('moments.effect')}
          data={EFFECTS.map((value) => ({ value, label: t(`moments.effects.${value}`) }))}
          value={draft.effect}
          onChange={(effect) => change({ effect: effect as Effect })}
          fullWidth
        />
        <Small>{t(`moments.effectHint.${draft.effect}`)}</Small>
      </div>
      <div>
        <p className={classes.label}>{t('moments.weight')}</p>
        <div className={classes.weighing}>
          <Slider
            thumbLabel={t('moments.weight')}
            value={draft.weight}
            min={1}
            max={100}
            label={null}
            onChange={(weight) => change({ weight })}
            style={{ flex: 1 }}
          />
          <NumberInput
            aria-label={t('moments.weight')}
            value={draft.weight}
            min={1}
            max={100}
            decimalScale={2}
            onChange={(weight) => typeof weight === 'number' && weight > 0 && change({ weight })}
            w="5.5rem"
          />
        </div>
        <Small>{t('moments.weightHint')}</Small>
      </div>
    </>
  );
};

interface ProvidedProps extends PartProps {
  vocabulary: Vocabulary;
  problems: readonly Problem[];
}

const Provided = ({ draft, change, vocabulary, problems }: ProvidedProps) => {
  const { t } = useTranslation();
  const begin = (): Rule | null => beginWith('did', vocabulary);
  if (!draft.provided) {
    return (
      <Button variant="subtle" size="compact-sm" onClick={() => change({ provided: begin() })}>
        {t('moments.providedAdd')}
      </Button>
    );
  }
  return (
    <div>
      <p className={classes.label}>{t('moments.provided')}</p>
      <RuleBuilder
        rule={draft.provided}
        onChange={(provided) => change({ provided })}
        vocabulary={vocabulary}
        problems={problems}
        sentence={false}
      />
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => change({ provided: null })}>
        {t('moments.providedRemove')}
      </Button>
    </div>
  );
};

interface MomentEditorProps {
  /** Null while none is edited. */
  beginning: MomentDraft | null;
  vocabulary: Vocabulary;
  onClose: () => void;
  onKeep: (moment: Moment) => void;
}

const Fields = ({ beginning, vocabulary, onClose, onKeep }: MomentEditorProps & { beginning: MomentDraft }) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(beginning);
  const change = (part: Partial<MomentDraft>) => setDraft({ ...draft, ...part });
  const preview = useRulePreview(ruleOf(draft));
  const moment = momentOf(draft);
  // Within a provided rule the problems' places are those below the second part of the whole.
  const problems = preview.problems
    .filter(({ path }) => path[0] === 'all' && path[1] === 1)
    .map((problem) => ({ ...problem, path: problem.path.slice(2) }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (moment) onKeep(moment);
  };
  return (
    <form onSubmit={submit} className={classes.editor}>
      <BilingualField
        label={t('moments.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        required
        autoFocus
      />
      <When draft={draft} change={change} vocabulary={vocabulary} />
      <EffectFields draft={draft} change={change} />
      <Provided draft={draft} change={change} vocabulary={vocabulary} problems={problems} />
      <RulePreview preview={preview} title={t('moments.preview')} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!moment || preview.problems.length > 0}>
          {t('moments.keep')}
        </Button>
      </Group>
    </form>
  );
};

/** One moment of truth, beside the table it is part of. */
export const MomentEditor = (props: MomentEditorProps) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={props.beginning !== null}
      onClose={props.onClose}
      position="right"
      size="xl"
      title={t('moments.editTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.beginning && <Fields key={props.beginning.id} {...props} beginning={props.beginning} />}
    </Drawer>
  );
};
