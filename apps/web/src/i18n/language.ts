import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Messages } from './en.js';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];
const STORED = 'parcours-language';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Messages };
    // Event names hold dots, colons and spaces: they are looked up by hand, never through a key.
    nsSeparator: false;
  }
}

const isLanguage = (value: string | null | undefined): value is Language => LANGUAGES.includes(value as Language);

const stored = (): string | null => {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
};

/** The language of the address, else the one chosen before, else the browser's, else English. */
const preferredLanguage = (): Language => {
  const asked = [new URLSearchParams(location.search).get('lang'), stored()];
  const browser = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  return [...asked, ...browser].find(isLanguage) ?? 'en';
};

const load: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en.js')).en,
  fr: async () => (await import('./fr.js')).fr,
};

/** French keeps its high punctuation with the word before it. */
export const unbroken = (text: string): string => text.replace(/ ([:;!?»])/g, '\u00A0$1').replaceAll('« ', '«\u00A0');

/** French puts millions in a plural of their own (« many »); with digits it reads as the other plural does. */
const prepared = (messages: object, language: Language): object =>
  Object.fromEntries(
    Object.entries(messages).flatMap(([key, value]) => {
      if (typeof value === 'object' && value !== null) return [[key, prepared(value, language)]];
      const text = language === 'fr' ? unbroken(String(value)) : value;
      return key.endsWith('_other')
        ? [
            [key, text],
            [key.replace(/_other$/, '_many'), text],
          ]
        : [[key, text]];
    }),
  );

/** Loads a language's words, shows the page in it and, when `remember` is set, keeps the choice. */
export const speak = async (language: Language, remember = false): Promise<void> => {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', prepared(await load[language](), language));
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  if (!remember) return;
  try {
    localStorage.setItem(STORED, language);
  } catch {
    // Storage may be refused: the choice holds for this visit.
  }
};

/** Starts the words of the page in the preferred language. */
export const startLanguage = async (): Promise<void> => {
  await i18next.use(initReactI18next).init({
    fallbackLng: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    resources: {},
  });
  await speak(preferredLanguage());
};
