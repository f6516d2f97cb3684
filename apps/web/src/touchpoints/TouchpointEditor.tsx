import { Button, Select, Switch, TagsInput } from '@mantine/core';
import {
  CHANNELS,
  type Channel,
  PRESENCES,
  type Presence,
  type Problem,
  TOUCHPOINT_BOUNDS,
  TOUCHPOINT_ICONS,
} from '@parcours/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { problemsWithin } from '../rules/edit/problems.js';
import type { Vocabulary } from '../rules/edit/vocabulary.js';
import { Small } from '../rules/lines/parts.js';
import { TokenButton } from '../rules/tokens/TokenButton.js';
import { BilingualField } from '../ui/BilingualField.js';
import type { TouchpointDraft } from './edit.js';
import { ICONS } from './icons.js';
import { PlaceFields } from './PlaceFields.js';
import { TestLine } from './TestLine.js';
import classes from './touchpoints.module.css';

interface PartProps {
  touchpoint: TouchpointDraft;
  change: (part: Partial<TouchpointDraft>) => void;
}

const Face = ({ touchpoint, change }: PartProps) => {
  const { t } = useTranslation();
  const { icon, name, channel, presence, active } = touchpoint;
  const group = useId();
  return (
    <div className={classes.face}>
      <BilingualField
        label={t('touchpoints.name')}
        value={name}
        onChange={(next) => change({ name: next })}
        maxLength={80}
        required
      />
      <Select
        label={t('touchpoints.channelLabel')}
        data={CHANNELS.map((value) => ({ value, label: t(`touchpoints.channel.${value}`) }))}
        value={channel}
        allowDeselect={false}
        onChange={(chosen) => chosen && change({ channel: chosen as Channel })}
      />
      <Select
        label={t('touchpoints.presenceLabel')}
        data={PRESENCES.map((value) => ({ value, label: t(`touchpoints.presence.${value}`) }))}
        value={presence}
        allowDeselect={false}
        onChange={(chosen) => chosen && change({ presence: chosen as Presence })}
      />
      <Switch
        label={t('touchpoints.active')}
        description={t('touchpoints.activeHint')}
        checked={active}
        onChange={(event) => change({ active: event.currentTarget.checked })}
      />
      <fieldset className={classes.wide}>
        <legend>{t('touchpoints.icon')}</legend>
        <div className={classes.icons}>
          {TOUCHPOINT_ICONS.map((one) => {
            const Icon = ICONS[one];
            const label = t(`touchpoints.icons.${one}`);
            return (
              <label key={one} className={classes.iconChoice} title={label}>
                <input
                  type="radio"
                  name={group}
                  aria-label={label}
                  checked={icon === one}
                  onChange={() => change({ icon: one })}
                />
                <Icon size={18} stroke={1.6} aria-hidden />
              </label>
            );
          })}
        </div>
      </fieldset>
    </div>
  );
};

interface EditorProps extends PartProps {
  vocabulary: Vocabulary;
  problems: readonly Problem[];
  onRemove: () => void;
}

const Tests = ({ touchpoint, change, vocabulary, problems }: Omit<EditorProps, 'onRemove'>) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { tests } = touchpoint;
  const [problem] = problemsWithin(problems, ['tests']);
  return (
    <fieldset className={classes.part}>
      <legend>{t('touchpoints.tests')}</legend>
      {tests.length === 0 && <Small>{t('touchpoints.noTests')}</Small>}
      <ul className={classes.testList}>
        {tests.map((test, at) => (
          <TestLine
            // biome-ignore lint/suspicious/noArrayIndexKey: a test has no name of its own, its place is it
            key={at}
            test={test}
            vocabulary={vocabulary}
            wrong={problemsWithin(problems, ['tests', at]).length > 0}
            onChange={(next) => change({ tests: tests.with(at, next) })}
            onRemove={() => change({ tests: tests.toSpliced(at, 1) })}
          />
        ))}
      </ul>
      {problem && (
        <p role="alert" className={classes.problem}>
          {say(problem.message)}
        </p>
      )}
      {tests.length < TOUCHPOINT_BOUNDS.testsEach && (
        <TokenButton
          label={t('touchpoints.addTest')}
          shown={t('touchpoints.addTest')}
          look="quiet"
          onClick={() => change({ tests: [...tests, { field: 'event', test: 'in', values: [] }] })}
        />
      )}
    </fieldset>
  );
};

/** All of one touch point: what it is called and looks like, what belongs to it, and where its place is told. */
export const TouchpointEditor = ({ touchpoint, change, vocabulary, problems, onRemove }: EditorProps) => {
  const { t } = useTranslation();
  return (
    <div className={classes.editing}>
      <Face touchpoint={touchpoint} change={change} />
      <Tests touchpoint={touchpoint} change={change} vocabulary={vocabulary} problems={problems} />
      <fieldset className={classes.part}>
        <legend>{t('touchpoints.place')}</legend>
        <PlaceFields place={touchpoint.place} vocabulary={vocabulary} onChange={(place) => change({ place })} />
      </fieldset>
      <TagsInput
        label={t('touchpoints.words')}
        description={t('touchpoints.wordsHint', { id: touchpoint.id })}
        value={[...touchpoint.words]}
        onChange={(words) => change({ words })}
        maxTags={40}
        clearButtonProps={{ 'aria-label': t('rules.remove') }}
      />
      <div>
        <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
          {t('touchpoints.remove')}
        </Button>
      </div>
    </div>
  );
};
