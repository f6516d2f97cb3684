import { OPENING_PATHS, type Opening, type StoryFormat } from '@parcours/core';
import { useMemo } from 'react';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useModels } from '../models/useModel.js';
import type { Search } from '../shell/search.js';

/** Calendar days are written as they are, wherever the workspace is. */
const dayWords = (language: string, options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
};

export interface PageStory extends StoryFormat {
  readonly shortDay: (date: string) => string;
}

/** How the story is written on the page. */
export const useStory = (currency: string): PageStory => {
  const { language, say } = useWords();
  const format = useFormat();
  const { views } = useModels();
  return useMemo(() => {
    const stage = (model: string | null, id: string): string => {
      const found = views.find((view) => view.model.id === model)?.model.stages.find((one) => one.id === id);
      return found ? say(found.name) : id;
    };
    return {
      language,
      number: format.number,
      money: (value) => format.money(value, currency, true),
      day: dayWords(language, { day: 'numeric', month: 'long' }),
      shortDay: dayWords(language, { day: 'numeric', month: 'short' }),
      stage,
    };
  }, [language, say, format, views, currency]);
};

/** Where the people behind a number are. */
export const placeOf = ({ view, query }: Opening) => ({ to: OPENING_PATHS[view], search: query as Search });
