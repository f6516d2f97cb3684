import { TextInput, UnstyledButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';
import classes from './ui.module.css';

/** A text while it is written: the other language may be empty, and is then the same. */
export interface Draft {
  readonly en: string;
  readonly fr: string;
}

/** A draft as it is stored: each language has its words. Undefined while it is empty. */
export const settled = ({ en, fr }: Draft): Draft | undefined => {
  const [english, french] = [en.trim(), fr.trim()];
  return english === '' && french === '' ? undefined : { en: english || french, fr: french || english };
};

interface BilingualFieldProps {
  label: string;
  value: Draft;
  onChange: (value: Draft) => void;
  maxLength?: number;
  required?: boolean;
  error?: ReactNode;
  autoFocus?: boolean;
}

/** A text in the page's language, and in the other for those who want it. */
export const BilingualField = (props: BilingualFieldProps) => {
  const { label, value, onChange, maxLength = 200, required = false, error, autoFocus = false } = props;
  const { t } = useTranslation();
  const { language } = useWords();
  const other = language === 'fr' ? 'en' : 'fr';
  const [opened, setOpened] = useState(value.en !== value.fr && value[other] !== '');
  const otherLabel = t(other === 'en' ? 'bilingual.inEn' : 'bilingual.inFr');
  return (
    <div>
      <TextInput
        label={label}
        value={value[language]}
        onChange={(event) => {
          const text = event.currentTarget.value;
          // While the other language says the same, it follows.
          onChange({ ...value, [language]: text, ...(value[other] === value[language] ? { [other]: text } : {}) });
        }}
        maxLength={maxLength}
        required={required}
        withAsterisk={false}
        error={error}
        data-autofocus={autoFocus || undefined}
      />
      {opened ? (
        <TextInput
          mt={6}
          aria-label={`${label}: ${otherLabel}`}
          description={`${otherLabel}. ${t('bilingual.same')}`}
          inputWrapperOrder={['input', 'description']}
          value={value[other]}
          onChange={(event) => onChange({ ...value, [other]: event.currentTarget.value })}
          maxLength={maxLength}
        />
      ) : (
        <UnstyledButton className={classes.otherLanguage} onClick={() => setOpened(true)}>
          {`${otherLabel}…`}
        </UnstyledButton>
      )}
    </div>
  );
};
