import { Checkbox } from '@mantine/core';
import type { PositionRule, StrengthRule, Trait } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import { useBuilding } from '../builderContext.js';
import { BoundsToken } from '../tokens/BoundsToken.js';
import { ChoiceToken } from '../tokens/ChoiceToken.js';
import { PopoverToken } from '../tokens/PopoverToken.js';
import type { LineProps } from './DoingLines.js';
import { Asked, Small, useWrong } from './parts.js';

export const TraitLine = ({ body, path, onChange }: LineProps<Trait>) => {
  const { t } = useTranslation();
  const { vocabulary } = useBuilding();
  const { name, ...comparison } = body;
  return (
    <Asked
      label={t('rules.trait')}
      name={name}
      comparison={comparison}
      properties={vocabulary.traits}
      onChange={(next, asked) => onChange({ name: next, ...asked })}
      path={path}
    />
  );
};

/** A segment or a persona, by its name. */
export const NamedLine = ({ kind, body, path, onChange }: LineProps<string> & { kind: 'segment' | 'persona' }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const named = kind === 'segment' ? vocabulary.segments : vocabulary.personas;
  const choices = named.map(({ id, name }) => ({ value: id, label: say(name) }));
  return (
    <ChoiceToken
      label={t(`rules.${kind}`)}
      shown={choices.find(({ value }) => value === body)?.label ?? body}
      value={body}
      groups={[{ label: '', choices }]}
      onChoose={onChange}
      wrong={wrong()}
    />
  );
};

const DIRECTIONS = ['advancing', 'steady', 'receding'] as const;

const StagesToken = ({ body, path, onChange }: Omit<LineProps<PositionRule>, 'negated'>) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const stages = vocabulary.models.find(({ id }) => id === body.model)?.stages ?? [];
  const chosen = [body.stage ?? []].flat();
  const names = chosen.map((id) => say(stages.find((stage) => stage.id === id)?.name ?? { en: id, fr: id }));
  const set = (ids: readonly string[]) => {
    const { stage: _, ...rest } = body;
    const [only] = ids;
    onChange(ids.length === 0 ? rest : { ...rest, stage: ids.length === 1 && only ? only : [...ids] });
  };
  return (
    <PopoverToken
      label={t('rules.stages')}
      shown={names.join(t('rules.or')) || t('rules.anyStage')}
      wrong={wrong('stage')}
      look={names.length === 0 ? 'quiet' : 'word'}
    >
      <Checkbox.Group value={chosen} onChange={set} aria-label={t('rules.stages')}>
        {stages.map(({ id, name }) => (
          <Checkbox key={id} value={id} label={say(name)} my={6} />
        ))}
      </Checkbox.Group>
    </PopoverToken>
  );
};

export const PositionLine = ({ body, path, onChange }: LineProps<PositionRule>) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const models = vocabulary.models.map(({ id, name }) => ({ value: id, label: say(name) }));
  const directions = [
    { value: '', label: t('rules.anyDirection') },
    ...DIRECTIONS.map((value) => ({ value, label: t(`direction.${value}`) })),
  ];
  const direct = (value: string) => {
    const { direction: _, ...rest } = body;
    const found = DIRECTIONS.find((one) => one === value);
    onChange(found ? { ...rest, direction: found } : rest);
  };
  return (
    <>
      <ChoiceToken
        label={t('rules.model')}
        shown={models.find(({ value }) => value === body.model)?.label ?? body.model}
        value={body.model}
        groups={[{ label: '', choices: models }]}
        onChoose={(model) => model !== body.model && onChange({ model })}
        wrong={wrong('model')}
      />
      <Small>{t('rules.at')}</Small>
      <StagesToken body={body} path={path} onChange={onChange} />
      <ChoiceToken
        label={t('rules.direction')}
        shown={body.direction ? t(`direction.${body.direction}`).toLowerCase() : t('rules.anyDirection')}
        value={body.direction ?? ''}
        groups={[{ label: '', choices: directions }]}
        onChoose={direct}
        look={body.direction ? 'word' : 'quiet'}
      />
    </>
  );
};

const BROKEN = ['any', 'yes', 'no'] as const;

export const StrengthLine = ({ body, path, onChange }: LineProps<StrengthRule>) => {
  const { t } = useTranslation();
  const wrong = useWrong(path);
  const { broken, ...bounds } = body;
  const shown = broken === undefined ? 'any' : broken ? 'yes' : 'no';
  const bounded = bounds.atLeast !== undefined || bounds.atMost !== undefined;
  const choose = (value: string) => {
    if (value === 'any') onChange(bounded ? bounds : { atLeast: 0 });
    else onChange({ ...bounds, broken: value === 'yes' });
  };
  return (
    <>
      <BoundsToken
        bounds={bounds}
        onChange={(next) => onChange(broken === undefined ? next : { ...next, broken })}
        wrong={wrong('atMost') || wrong('atLeast')}
        max={100}
      />
      <ChoiceToken
        label={t('rules.broken')}
        shown={t(`rules.brokenShown.${shown}`)}
        value={shown}
        groups={[{ label: '', choices: BROKEN.map((value) => ({ value, label: t(`rules.brokenShown.${value}`) })) }]}
        onChoose={choose}
        look={broken === undefined ? 'quiet' : 'word'}
      />
    </>
  );
};
