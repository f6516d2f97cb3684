import { ActionIcon, Button } from '@mantine/core';
import { MOST_FUNNEL_STEPS } from '@parcours/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Vocabulary } from '../../rules/edit/vocabulary.js';
import { Small } from '../../rules/lines/parts.js';
import { TokenButton } from '../../rules/tokens/TokenButton.js';
import { InteractionTokens, Vocabularied } from '../events/InteractionTokens.js';
import classes from './funnel.module.css';
import type { Step } from './steps.js';

interface StepProps {
  number: number;
  step: Step;
  /** Null takes the step out. */
  onChange: (step: Step | null) => void;
  removable: boolean;
}

const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, place) => place !== at);

const StepLine = ({ number, step, onChange, removable }: StepProps) => {
  const { t } = useTranslation();
  return (
    <li className={classes.step}>
      <span className={classes.number} aria-hidden>
        {number}
      </span>
      <fieldset className={classes.words} aria-label={t('funnel.step', { number })}>
        {step.map((did, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: interactions of a step have no name of their own
          <span key={at} className={classes.words}>
            {at > 0 && <Small>{t('funnel.orWhen')}</Small>}
            <InteractionTokens did={did} onChange={(next) => onChange(step.with(at, next))} />
            {step.length > 1 && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t('funnel.removeAlternative')}
                onClick={() => onChange(without(step, at))}
              >
                <IconX size={14} aria-hidden />
              </ActionIcon>
            )}
          </span>
        ))}
        <TokenButton
          label={t('funnel.alternative')}
          shown={t('funnel.alternative')}
          look="quiet"
          onClick={() => onChange([...step, { event: step[0]?.event ?? '' }])}
        />
      </fieldset>
      {removable && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('funnel.removeStep', { number })}
          onClick={() => onChange(null)}
        >
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
};

interface EditorProps {
  steps: readonly Step[];
  vocabulary: Vocabulary;
  onChange: (steps: readonly Step[]) => void;
}

/** The steps of a funnel, each an interaction said in words that can be clicked. */
export const StepsEditor = ({ steps, vocabulary, onChange }: EditorProps) => {
  const { t } = useTranslation();
  const last = steps.at(-1);
  return (
    <Vocabularied vocabulary={vocabulary}>
      <section aria-label={t('funnel.steps')}>
        <ol className={classes.steps}>
          {steps.map((step, at) => (
            <StepLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a step's place is its name
              key={at}
              number={at + 1}
              step={step}
              removable={steps.length > 1}
              onChange={(next) => onChange(next === null ? without(steps, at) : [...steps].with(at, next))}
            />
          ))}
        </ol>
        {steps.length < MOST_FUNNEL_STEPS && last && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => onChange([...steps, [{ event: last[0]?.event ?? '' }]])}
          >
            {t('funnel.addStep')}
          </Button>
        )}
      </section>
    </Vocabularied>
  );
};
