import { ActionIcon } from '@mantine/core';
import type { Sequence } from '@parcours/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBuilding } from '../builderContext.js';
import { eventsOf } from '../edit/vocabulary.js';
import classes from '../rules.module.css';
import { EventToken } from '../tokens/EventToken.js';
import { TokenButton } from '../tokens/TokenButton.js';
import { WindowToken } from '../tokens/WindowToken.js';
import type { LineProps } from './DoingLines.js';
import { Small, useWrong, Where } from './parts.js';

const MAX_STEPS = 8;
const MIN_STEPS = 2;

/** One thing, then another, each with its conditions. */
export const SequenceLine = ({ body, path, onChange }: LineProps<Sequence>) => {
  const { t } = useTranslation();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const { steps, within } = body;
  const withSteps = (next: Sequence['steps']) => onChange({ ...body, steps: next });
  const step = (at: number, change: Partial<Sequence['steps'][number]>) => {
    const { event, where } = { ...steps[at], ...change };
    if (event) withSteps(steps.with(at, { event, ...(where ? { where } : {}) }));
  };
  return (
    <>
      {steps.map(({ event, where }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place alone
        <span key={at} className={classes.phrase}>
          {at > 0 && <Small>{t('rules.then')}</Small>}
          <EventToken
            event={event}
            onChange={(next) => step(at, { event: next })}
            wrong={wrong('steps', at, 'event')}
          />
          <Where
            event={event}
            where={where}
            onChange={(next) => step(at, { where: next })}
            path={[...path, 'steps', at]}
          />
          {steps.length > MIN_STEPS && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              aria-label={t('rules.removeStep')}
              onClick={() => withSteps(steps.toSpliced(at, 1))}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </span>
      ))}
      {steps.length < MAX_STEPS && (
        <TokenButton
          label={t('rules.addStep')}
          shown={t('rules.addStep')}
          look="quiet"
          onClick={() => withSteps([...steps, { event: eventsOf(vocabulary)[0]?.event ?? 'Order Completed' }])}
        />
      )}
      <WindowToken
        within={within}
        onChange={(next) => onChange({ steps, ...(next ? { within: next } : {}) })}
        wrong={wrong('within')}
        overall
      />
    </>
  );
};
