import { MultiSelect, Select } from '@mantine/core';
import { ACTIONS, type Content, type ContentProblem } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import { problemsWithin } from '../rules/edit/problems.js';
import { usePersonas } from '../strength/useBelongs.js';
import { BilingualField } from '../ui/BilingualField.js';
import classes from './contents.module.css';

interface PurposeProps {
  draft: Content;
  change: (part: Partial<Content>) => void;
  problems: readonly ContentProblem[];
}

/** What a content is for: its name, its kind of action, the stages and personas it serves. */
export const Purpose = ({ draft, change, problems }: PurposeProps) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { active } = useModels();
  const personas = usePersonas();
  const wrong = (name: string) => problemsWithin(problems, [name]).map(({ message }) => say(message))[0];
  return (
    <div className={classes.purpose}>
      <BilingualField
        label={t('contents.name')}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={draft.name.en === '' && draft.name.fr === '' ? undefined : wrong('name')}
        required
      />
      <Select
        label={t('contents.action')}
        data={ACTIONS.map((value) => ({ value, label: t(`contents.actions.${value}`) }))}
        value={draft.action}
        allowDeselect={false}
        onChange={(action) => action && change({ action: action as Content['action'] })}
      />
      <MultiSelect
        label={t('contents.stages')}
        data={active.map(({ model }) => ({
          group: say(model.name),
          items: model.stages.map(({ id, name }) => ({
            value: `${model.id}/${id}`,
            label: t('contents.stagesOf', { stage: say(name), model: say(model.name) }),
          })),
        }))}
        value={draft.stages.map(({ model, stage }) => `${model}/${stage}`)}
        onChange={(chosen) =>
          change({
            stages: chosen.map((one) => ({
              model: one.slice(0, one.indexOf('/')),
              stage: one.slice(one.indexOf('/') + 1),
            })),
          })
        }
        error={wrong('stages')}
        maxDropdownHeight={280}
        searchable
      />
      {personas.length > 0 && (
        <MultiSelect
          label={t('contents.personas')}
          placeholder={draft.personas.length === 0 ? t('contents.personasHint') : ''}
          data={personas}
          value={draft.personas}
          onChange={(chosen) => change({ personas: chosen })}
          error={wrong('personas')}
        />
      )}
    </div>
  );
};
