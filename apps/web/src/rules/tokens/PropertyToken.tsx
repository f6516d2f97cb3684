import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import type { Property } from '../edit/vocabulary.js';
import { ChoiceToken } from './ChoiceToken.js';
import { useScalarWords } from './useTokenWords.js';

interface PropertyTokenProps {
  label: string;
  name: string;
  properties: readonly Property[];
  onChange: (name: string) => void;
  wrong?: boolean | undefined;
}

/** Which detail of an interaction, or part of the profile, with values that were seen. */
export const PropertyToken = ({ label, name, properties, onChange, wrong }: PropertyTokenProps) => {
  const { t } = useTranslation();
  const words = useWords();
  const scalar = useScalarWords();
  const choices = properties.map((property) => ({
    value: property.name,
    label: words.trait(property.name),
    hint: property.values.slice(0, 2).map(scalar).join(', '),
  }));
  return (
    <ChoiceToken
      label={label}
      shown={words.trait(name).toLocaleLowerCase(words.language)}
      value={name}
      groups={[{ label: t('rules.seen'), choices }]}
      wrong={wrong}
      onChoose={onChange}
      width={360}
      free
    />
  );
};
