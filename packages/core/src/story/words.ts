import type { Alert, Sentence, Watched } from '../api/dashboard.js';
import type { StoryWords } from './storyWords.js';
import { storyEn } from './words.en.js';
import { storyFr } from './words.fr.js';

export const STORY_WORDS: Readonly<Record<'en' | 'fr', StoryWords>> = { en: storyEn, fr: storyFr };

/** How numbers, days and stages are written where the story is told. */
export interface StoryFormat {
  readonly language: 'en' | 'fr';
  readonly number: (value: number) => string;
  readonly money: (value: number) => string;
  /** Of a calendar day, YYYY-MM-DD. */
  readonly day: (date: string) => string;
  readonly stage: (model: string | null, id: string) => string;
}

/** Words around a number that opens onto its people. */
export interface Numbered {
  readonly before: string;
  readonly number: string;
  readonly after: string;
}
export interface ToldSentence {
  readonly lead: Numbered;
  /** Beside the week before. */
  readonly compared: string;
  /** Beside what is usual. */
  readonly usual: string;
}

const numbered = (text: string, number: string): Numbered => {
  const [before = '', after = ''] = text.split('{n}');
  return { before, number, after };
};

/** [STORY-3] A sentence of the story in words. */
export const tellSentence = (sentence: Sentence, model: string, format: StoryFormat): ToldSentence => {
  const words = STORY_WORDS[format.language];
  const { kind, stage, to, count, before, amount, usual, departure } = sentence;
  const name = (id: string | null) => (id === null ? '' : format.stage(model, id));
  const lead = words.lead[kind]({
    ...{ count, from: name(stage), to: name(to) },
    amount: amount === null || amount === 0 ? null : format.money(amount),
  });
  const by = format.number(Math.abs(count - before));
  return {
    lead: numbered(lead, format.number(count)),
    compared: count === before ? words.same : count > before ? words.more(by) : words.fewer(by),
    usual: usual ? words[departure ?? 'within'](format.number(usual.low), format.number(usual.high)) : words.unknown,
  };
};

/** What a series that departed is called. */
export const tellDeparture = (
  { kind, model, stage, to, direction }: Watched & Pick<Alert, 'direction'>,
  format: StoryFormat,
): string => {
  const words = STORY_WORDS[format.language].alert;
  const name = (id: string | null) => (id === null ? '' : format.stage(model, id));
  if (kind === 'activity') return words.activity[direction];
  if (kind === 'stage') return words.stage[direction](name(stage));
  if (kind === 'back') return words.back[direction](name(stage));
  return stage === null ? words.arrived[direction](name(to)) : words.flow[direction](name(stage), name(to));
};

/** How many there were, and how many are usual. */
export const tellCount = (alert: Alert, format: StoryFormat): Numbered => {
  const words = STORY_WORDS[format.language].counted;
  const way = alert.kind === 'stage' ? 'stood' : alert.by;
  const text = words[way](format.day(alert.openedOn), format.number(alert.low), format.number(alert.high));
  return numbered(text, format.number(alert.observed));
};
