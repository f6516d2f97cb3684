import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import { useModels } from './useModel.js';

/** Which telling of the journey to look through. */
export const ModelPicker = () => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { active, model, choose } = useModels();
  if (!model || active.length < 2) return null;
  return (
    <Select
      aria-label={t('model.label')}
      data={active.map((view) => ({ value: view.model.id, label: say(view.model.name) }))}
      value={model.id}
      allowDeselect={false}
      onChange={(value) => value && choose(value)}
      maxDropdownHeight={320}
      comboboxProps={{ shadow: 'md' }}
      w={{ base: '100%', xs: 265 }}
    />
  );
};
