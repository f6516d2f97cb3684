import { UnstyledButton } from '@mantine/core';
import { type Alert, type Alerts, tellCount, tellDeparture } from '@parcours/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './home.module.css';
import { UsualPanel } from './UsualPanel.js';
import { type PageStory, placeOf } from './useStory.js';

const Since = ({ alert, story }: { alert: Alert; story: PageStory }) => {
  const { t } = useTranslation();
  const { openedOn, closedOn, reason } = alert;
  if (closedOn === null) return t('home.since', { day: story.day(openedOn) });
  return t(`home.over_${reason ?? 'returned'}`, { from: story.day(openedOn), to: story.day(closedOn) });
};

const Also = ({ alert, story }: { alert: Alert; story: PageStory }) => {
  const { t } = useTranslation();
  if (alert.also.length === 0) return null;
  return (
    <div className={classes.also}>
      <p>{t('home.also')}</p>
      <ul>
        {alert.also.map((part) => (
          <li key={`${part.kind} ${part.model} ${part.stage} ${part.to}`}>{tellDeparture(part, story)}</li>
        ))}
      </ul>
    </div>
  );
};

const AlertCard = ({ alert, story, first }: { alert: Alert; story: PageStory; first: boolean }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState(first);
  const id = useId();
  const title = tellDeparture(alert, story);
  const told = tellCount(alert, story);
  const Icon = shown ? IconChevronUp : IconChevronDown;
  return (
    <li className={alert.closedOn === null ? classes.alert : `${classes.alert} ${classes.over}`}>
      <UnstyledButton
        className={classes.alertHead}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        <span>
          <span className={classes.alertTitle}>{title}</span>
          <span className={classes.usual}>
            <Since alert={alert} story={story} />
          </span>
        </span>
        <Icon size={18} stroke={1.75} aria-hidden />
      </UnstyledButton>
      <div id={id} hidden={!shown}>
        {shown && (
          <>
            <p className={classes.count}>
              {told.before}
              <Link {...placeOf(alert.open)} className={classes.number}>
                {told.number}
              </Link>
              {told.after}
            </p>
            <UsualPanel
              title={t('home.byDay')}
              file={`parcours-alert-${alert.openedOn}`}
              days={alert.days}
              story={story}
            />
            <Also alert={alert} story={story} />
          </>
        )}
      </div>
    </li>
  );
};

/** What departs from the usual, and did lately. */
export const AlertList = ({ alerts, story }: { alerts: Alerts; story: PageStory }) => {
  const { t } = useTranslation();
  const { judgedUntil, watched, tooLittle, falseEvery, needed, items } = alerts;
  return (
    <section aria-labelledby="alerts" className={classes.alerts}>
      <h2 id="alerts" className={classes.sectionTitle}>
        {t('home.alerts')}
      </h2>
      {items.length === 0 && (
        <p className={classes.note}>{t(judgedUntil === null ? 'home.looking' : 'home.noAlerts')}</p>
      )}
      <ul className={classes.lines}>
        {items.map((alert, at) => (
          <AlertCard key={alert.id} alert={alert} story={story} first={at === 0 && alert.closedOn === null} />
        ))}
      </ul>
      {judgedUntil !== null && (
        <p className={classes.usual}>
          {t('home.watched', {
            count: watched - tooLittle,
            day: story.day(judgedUntil),
            every: story.number(falseEvery),
          })}{' '}
          {tooLittle > 0 &&
            t('home.unwatched', {
              count: tooLittle,
              days: story.number(needed.days),
              events: story.number(needed.events),
            })}
        </p>
      )}
    </section>
  );
};
