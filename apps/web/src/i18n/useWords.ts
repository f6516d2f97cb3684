import { type Bilingual, EVENT_LABELS } from '@parcours/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Messages } from './en.js';
import { type Language, unbroken } from './language.js';

export interface Words {
  language: Language;
  /** A text of core in the page's language. */
  say: (text: Bilingual) => string;
  event: (name: string) => string;
  trait: (name: string) => string;
  /** Why an event was refused, by its code; undefined for a code the page does not know. */
  rejection: (code: string) => string | undefined;
}

const own = <T>(labels: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(labels, name) ? labels[name] : undefined;

/** `household_size` → « Household size »: a custom name made readable. */
const humane = (name: string): string => {
  const spaced = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** The page's names for what sources name: events, traits. An unknown event keeps its own name. */
export const useWords = (): Words => {
  const { i18n } = useTranslation();
  const language = i18n.language as Language;
  return useMemo(() => {
    const messages = i18n.getResourceBundle(language, 'translation') as Messages;
    return {
      language,
      say: (text) => (language === 'fr' ? unbroken(text.fr) : text.en),
      event: (name) => own(EVENT_LABELS, name)?.[language] ?? name,
      rejection: (code) => own(messages.rejections, code),
      trait: (name) => own(messages.traits, name) ?? humane(name),
    };
  }, [i18n, language]);
};
