import type { Friction, Strength } from '@parcours/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { Few } from './Few.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';
import { Behind, type CellProps } from './MeasuredCells.js';
import { useInfluenceWords } from './useInfluenceWords.js';
import { useAddNote } from './useNotes.js';

/** How many, what, and of how many. */
const Line = ({ one, what, tone }: { one: Friction | Strength; what: string; tone: string | undefined }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <span className={tone}>
        <Behind count={one.people} to={one.query} text={format.number(one.people)} />
      </span>
      {` ${what}`}
      {one.of > 0 && (
        <span className={classes.beside}>{t('lanes.share', { percent: format.percent(one.people / one.of) })}</span>
      )}
    </>
  );
};

const useFollow = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useInfluenceWords();
  const { place, measured, notes } = useLanes();
  const add = useAddNote(place);
  return {
    pending: add.isPending,
    isFollowed: ({ stage, kind, subject }: Friction) =>
      notes.some((note) => note.stage === stage && note.follows?.kind === kind && note.follows.subject === subject),
    follow: (friction: Friction) => {
      const { stage, kind, subject, people } = friction;
      const text = t('lanes.problemText', { people: format.number(people), what: words.friction(friction) });
      add.mutate({ stage, lane: 'problems', text, friction: { kind, subject, ...measured.period } });
    },
  };
};

export const FrictionsCell = ({ stage }: CellProps) => {
  const { t } = useTranslation();
  const words = useInfluenceWords();
  const { measured } = useLanes();
  // A problem is followed on the map of a persona or of everybody: of fewer people its measure would be another.
  const may = useMay('define') && measured.segment === null && measured.where.length === 0;
  const { follow, isFollowed, pending } = useFollow();
  const items = measured.frictions
    .filter((one) => one.stage === stage.id)
    .map((one) => ({
      key: `${one.kind} ${one.subject}`,
      line: (
        <>
          <Line one={one} what={words.friction(one)} tone={classes.bad} />
          {isFollowed(one) ? (
            <span className={classes.badge}>{t('lanes.followed')}</span>
          ) : (
            may && (
              <button
                data-unpictured
                type="button"
                className={classes.quietButton}
                disabled={pending}
                aria-label={t('lanes.followThis', { problem: words.friction(one) })}
                onClick={() => follow(one)}
              >
                {t('lanes.follow')}
              </button>
            )
          )}
        </>
      ),
    }));
  return <Few items={items} />;
};

export const StrengthsCell = ({ stage }: CellProps) => {
  const words = useInfluenceWords();
  const { measured } = useLanes();
  const items = measured.strengths
    .filter((one) => one.stage === stage.id)
    .map((one) => ({
      key: `${one.kind} ${one.subject}`,
      line: <Line one={one} what={words.strength(one)} tone={classes.good} />,
    }));
  return <Few items={items} />;
};
