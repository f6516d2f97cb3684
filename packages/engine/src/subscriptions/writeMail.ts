import {
  type Alert,
  FIRST_MODEL,
  lastDaily,
  type Sentence,
  STORY_WORDS,
  type StoryFormat,
  tellCount,
  tellDeparture,
  tellSentence,
} from '@parcours/core';
import { foundBetween } from '../alerts/alerts.sql.js';
import type { KeptAlert } from '../alerts/judgeDays.js';
import { viewAlert } from '../alerts/listAlerts.js';
import type { ReadPorts } from '../customers/readPorts.js';
import { dateOfDay, dayOfDate } from '../dashboard/days.js';
import { tellWeek } from '../dashboard/tellWeek.js';
import { wholeDays } from '../dashboard/wholeDays.js';
import { loadDefinitions } from '../definitions/loadDefinitions.js';
import { modelsOf } from '../models/listModels.js';
import { linkTo, type MailLine, type MailParts } from './mailText.js';

/** An e-mail to be written: whose, of what, and where its links lead. */
export interface MailAsked {
  readonly workspace: string;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  readonly kind: 'story' | 'alerts';
  /** The day it was due on. */
  readonly period: string;
  readonly language: 'en' | 'fr';
  readonly hour: number;
  /** When it was asked for, in ms. */
  readonly since: number;
  /** The address of this installation, without a slash at its end. */
  readonly base: string;
  /** Where one click ends it. */
  readonly stop: string;
}

const formatOf = async (
  ports: ReadPorts,
  { workspace, language, currency }: MailAsked,
): Promise<StoryFormat & { first: string | undefined }> => {
  const models = modelsOf(await loadDefinitions(ports, workspace));
  const active = models.filter((model) => model.active);
  const number = new Intl.NumberFormat(language);
  const money = new Intl.NumberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 });
  const day = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' });
  return {
    language,
    number: (value) => number.format(value),
    money: (value) => money.format(value),
    day: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    stage: (model, id) =>
      models.find((one) => one.id === model)?.definition.stages.find((stage) => stage.id === id)?.name[language] ?? id,
    first: (active.find(({ id }) => id === FIRST_MODEL) ?? active[0])?.id,
  };
};

const frameOf = ({
  base,
  workspace,
  name,
  language,
  stop,
}: MailAsked): Pick<MailParts, 'language' | 'open' | 'foot'> => {
  const words = STORY_WORDS[language].mail;
  return {
    language,
    open: { words: words.open, link: `${base}/?${new URLSearchParams({ workspace })}` },
    foot: { why: words.why(name), stop: words.stop, link: stop },
  };
};

/** The story of the seven days before the one it was due on. */
const writeStory = async (ports: ReadPorts, asked: MailAsked) => {
  const { workspace, name, timezone, language, base, period } = asked;
  const format = await formatOf(ports, asked);
  const { last } = await wholeDays(ports, workspace, timezone);
  const until = dateOfDay(Math.min(last, dayOfDate(period) - 1));
  const told = await tellWeek(ports, workspace, { until, ...(format.first ? { model: format.first } : {}) });
  const words = STORY_WORDS[language];
  const lineOf = (sentence: Sentence): MailLine => {
    const { lead, compared, usual } = tellSentence(sentence, told.model, format);
    return { lead, after: compared, note: usual, link: linkTo(base, workspace, sentence.open) };
  };
  const departures = told.sentences.filter(({ departure }) => departure !== null).length;
  const silent = told.silentDays > 0 && told.lastInteraction;
  return {
    subject: words.mail.story(name, format.day(until)),
    parts: {
      ...frameOf(asked),
      title: told.tooLittle ? words.early : words.headline(departures),
      over: words.mail.week(format.day(told.days.from), format.day(told.days.to)),
      note: silent
        ? words.silent(format.day(silent.slice(0, 10)), told.silentDays)
        : told.tooLittle && words.mail.tooLittle,
      lines: told.sentences.map(lineOf),
    },
  };
};

/** [MAIL-3] The alerts found in the day before it was due; null where there are none. */
const writeAlerts = async (ports: ReadPorts, asked: MailAsked) => {
  const { workspace, name, timezone, language, base, period, hour, since } = asked;
  const [due, before] = lastDaily(ports.clock.now(), timezone, hour, 60).filter(({ day }) => day <= period);
  const found = await ports.sql.query<KeptAlert>(foundBetween, [
    ...[workspace, Math.max(since, before?.at ?? 0), due?.at ?? 0],
  ]);
  const alerts = found.filter(({ closed_on }) => closed_on === null).map(viewAlert);
  if (alerts.length === 0) return null;
  const format = await formatOf(ports, asked);
  const words = STORY_WORDS[language];
  const lineOf = (alert: Alert): MailLine => {
    const { before: lead, number, after } = tellCount(alert, format);
    return {
      lead: { before: `${tellDeparture(alert, format)}. ${lead}`, number, after },
      after: '',
      note: alert.also.map((part) => tellDeparture(part, format)).join(' · '),
      link: linkTo(base, workspace, alert.open),
    };
  };
  const subject = words.mail.alerts(name, alerts.length);
  return { subject, parts: { ...frameOf(asked), title: subject, over: name, note: null, lines: alerts.map(lineOf) } };
};

/**
 * An e-mail in parts: sentences about many people, never about one, so that it says nothing a role withholds [ACCESS-2].
 * Null where there is nothing to tell.
 * @throws DomainError as tellWeek
 */
export const writeMail = (
  ports: ReadPorts,
  asked: MailAsked,
): Promise<{ readonly subject: string; readonly parts: MailParts } | null> =>
  asked.kind === 'story' ? writeStory(ports, asked) : writeAlerts(ports, asked);
