import { type Dashboard, type Sentence, STORY_WORDS, tellSentence } from '@parcours/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { saveCsv } from '../charts/download.js';
import { ExportMenu } from '../ui/ExportMenu.js';
import classes from './home.module.css';
import { UsualPanel } from './UsualPanel.js';
import { type PageStory, placeOf, useStory } from './useStory.js';

const keyOf = ({ kind, stage, to }: Sentence): string => `${kind} ${stage} ${to}`;

const Line = ({ sentence, model, story }: { sentence: Sentence; model: string; story: PageStory }) => {
  const { lead, compared, usual } = tellSentence(sentence, model, story);
  return (
    <li className={sentence.departure ? `${classes.line} ${classes.departed}` : classes.line}>
      <p className={classes.lead}>
        {lead.before}
        <Link {...placeOf(sentence.open)} className={classes.number}>
          {lead.number}
        </Link>
        {lead.after}
        {compared}
      </p>
      <p className={classes.usual}>{usual}</p>
    </li>
  );
};

/** The story as a table. */
const useStoryCsv = (told: Dashboard, story: PageStory) => {
  const { t } = useTranslation();
  const name = (id: string | null) => (id === null ? '' : story.stage(told.model, id));
  return () =>
    saveCsv(
      `parcours-story-${told.days.to}`,
      (['sentence', 'from', 'to', 'week', 'before', 'amount', 'expected', 'low', 'high'] as const).map((column) =>
        t(`home.${column}`),
      ),
      told.sentences.map((sentence) => {
        const { lead, compared } = tellSentence(sentence, told.model, story);
        const { stage, to, count, before, amount, usual } = sentence;
        return [
          ...[`${lead.before}${lead.number}${lead.after}${compared}`, name(stage), name(to), count, before, amount],
          ...[usual?.expected, usual?.low, usual?.high],
        ];
      }),
    );
};

/** The week in sentences, what moved most first, and the first of them day by day. */
export const Story = ({ told }: { told: Dashboard }) => {
  const { t } = useTranslation();
  const story = useStory(told.currency);
  const save = useStoryCsv(told, story);
  const words = STORY_WORDS[story.language];
  const departures = told.sentences.filter(({ departure }) => departure !== null).length;
  const { chart, tooLittle } = told;
  return (
    <section aria-labelledby="story" className={classes.story}>
      <header className={classes.storyHead}>
        <div>
          <p className={classes.week}>
            {t('home.period', { from: story.day(told.days.from), to: story.day(told.days.to) })}
          </p>
          <h2 id="story" className={classes.headline}>
            {tooLittle ? words.early : words.headline(departures)}
          </h2>
        </div>
        <ExportMenu items={[{ label: t('common.csv'), run: save }]} />
      </header>
      {told.silentDays > 0 && told.lastInteraction && (
        <p className={classes.silent}>{words.silent(story.day(told.lastInteraction.slice(0, 10)), told.silentDays)}</p>
      )}
      {tooLittle && (
        <p className={classes.note}>
          {t('home.tooLittle', {
            count: tooLittle.needed.days,
            events: story.number(tooLittle.needed.events),
            days: story.number(tooLittle.found.days),
            found: story.number(tooLittle.found.events),
          })}
        </p>
      )}
      {told.sentences.length === 0 && <p className={classes.note}>{t('home.nothing')}</p>}
      <ul className={classes.lines}>
        {told.sentences.map((sentence) => (
          <Line key={keyOf(sentence)} sentence={sentence} model={told.model} story={story} />
        ))}
      </ul>
      {chart && chart.days.length > 0 && (
        <div className={classes.panel}>
          <UsualPanel
            title={t(`home.charts.${chart.kind}`)}
            file={`parcours-story-${told.days.to}-days`}
            days={chart.days}
            story={story}
          />
        </div>
      )}
    </section>
  );
};
