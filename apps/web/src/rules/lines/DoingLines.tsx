import type { Did, Distinct, NumberRule, Pick_, Quiet } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useBuilding } from '../builderContext.js';
import type { Path } from '../edit/tree.js';
import { propertiesOf } from '../edit/vocabulary.js';
import { BoundsToken, TimesToken } from '../tokens/BoundsToken.js';
import { EventToken } from '../tokens/EventToken.js';
import { PropertyToken } from '../tokens/PropertyToken.js';
import { SpanToken, WindowToken } from '../tokens/WindowToken.js';
import { Asked, Small, useWrong, Where } from './parts.js';

/** A condition's body, where it is in the rule, and what to do with a changed one. */
export interface LineProps<T> {
  body: T;
  path: Path;
  negated: boolean;
  onChange: (body: T) => void;
}

/** An object freed of what is undefined, as it travels. */
const tidy = <T extends object>(body: T): T =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as T;

export const DidLine = ({ body, path, negated, onChange }: LineProps<Did>) => {
  const wrong = useWrong(path);
  const { event, where, within, ...bounds } = body;
  const set = (change: Partial<Did>) => onChange(tidy({ ...body, ...change }));
  return (
    <>
      <EventToken event={event} onChange={(next) => next && set({ event: next })} wrong={wrong('event')} />
      {!(negated && bounds.atLeast === undefined && bounds.atMost === undefined) && (
        <TimesToken
          bounds={bounds}
          onChange={({ atLeast, atMost }) => set({ atLeast, atMost })}
          wrong={wrong('atMost') || wrong('atLeast')}
        />
      )}
      <WindowToken within={within} onChange={(next) => set({ within: next })} wrong={wrong('within')} />
      <Where event={event} where={where} onChange={(next) => set({ where: next })} path={path} />
    </>
  );
};

export const NumberLine = ({ body, path, onChange }: LineProps<NumberRule>) => {
  const { t } = useTranslation();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const { event, where, property, within, ...bounds } = body;
  const set = (change: Partial<NumberRule>) => onChange(tidy({ ...body, ...change }));
  const numbers = propertiesOf(vocabulary, event).filter(({ types }) => types.includes('number'));
  return (
    <>
      <PropertyToken
        label={t('rules.property')}
        name={property}
        properties={numbers}
        onChange={(next) => set({ property: next })}
      />
      <Small>{t('rules.over')}</Small>
      <EventToken event={event} onChange={(next) => next && set({ event: next })} />
      <Small>{t('rules.is')}</Small>
      <BoundsToken
        bounds={bounds}
        onChange={({ atLeast, atMost }) => set({ atLeast, atMost })}
        wrong={wrong('atMost') || wrong('atLeast')}
      />
      <WindowToken within={within} onChange={(next) => set({ within: next })} wrong={wrong('within')} />
      <Where event={event} where={where} onChange={(next) => set({ where: next })} path={path} />
    </>
  );
};

export const DistinctLine = ({ body, path, onChange }: LineProps<Distinct>) => {
  const { t } = useTranslation();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const { event, where, property, within, ...bounds } = body;
  const set = (change: Partial<Distinct>) => onChange(tidy({ ...body, ...change }));
  return (
    <>
      <PropertyToken
        label={t('rules.property')}
        name={property}
        properties={propertiesOf(vocabulary, event)}
        onChange={(next) => set({ property: next })}
      />
      <Small>{t('rules.over')}</Small>
      <EventToken event={event} onChange={(next) => next && set({ event: next })} />
      <Small>{t('rules.is')}</Small>
      <BoundsToken
        bounds={bounds}
        onChange={({ atLeast, atMost }) => set({ atLeast, atMost })}
        wrong={wrong('atMost') || wrong('atLeast')}
        max={4096}
        whole
      />
      <WindowToken within={within} onChange={(next) => set({ within: next })} wrong={wrong('within')} />
      <Where event={event} where={where} onChange={(next) => set({ where: next })} path={path} />
    </>
  );
};

export const PickLine = ({ body, path, onChange }: LineProps<Pick_>) => {
  const { t } = useTranslation();
  const { vocabulary } = useBuilding();
  const wrong = useWrong(path);
  const { event, where, property, within, ...comparison } = body;
  const about = tidy({ event, where, within });
  return (
    <>
      <EventToken
        event={event}
        onChange={(next) => next && onChange({ ...body, event: next })}
        wrong={wrong('event')}
      />
      <Small>{t('rules.whereHad')}</Small>
      <Asked
        label={t('rules.property')}
        name={property}
        comparison={comparison}
        properties={propertiesOf(vocabulary, event)}
        onChange={(name, next) => onChange({ ...about, property: name, ...next })}
        path={path}
      />
      <WindowToken
        within={within}
        onChange={(next) => onChange(tidy({ ...body, within: next }))}
        wrong={wrong('within')}
      />
      <Where event={event} where={where} onChange={(next) => onChange(tidy({ ...body, where: next }))} path={path} />
    </>
  );
};

export const QuietLine = ({ body, path, negated, onChange }: LineProps<Quiet>) => {
  const { t } = useTranslation();
  const wrong = useWrong(path);
  return (
    <>
      <EventToken
        event={body.event}
        any={t(negated ? 'rules.something' : 'rules.anything')}
        onChange={(event) => onChange(tidy({ for: body.for, event }))}
        wrong={wrong('event')}
      />
      <Small>{t(negated ? 'rules.inTheLast' : 'rules.for')}</Small>
      <SpanToken span={body.for} onChange={(span) => onChange({ ...body, for: span })} wrong={wrong('for')} />
    </>
  );
};
