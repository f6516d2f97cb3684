import type { Note, NoteContent } from '@parcours/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useCalendarDay } from '../understand/value/calendarDay.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';
import { Behind } from './MeasuredCells.js';
import { NoteForm } from './NoteForm.js';

/** Who, in which state, for when. A date is a calendar day of nowhere in particular. */
const About = ({ note: { owner, state, date } }: { note: Note }) => {
  const { t } = useTranslation();
  const dayOf = useCalendarDay();
  const told = [t(`lanes.states.${state}`), owner, date && dayOf(date)];
  return <span className={classes.beside}>{told.filter(Boolean).join(', ')}</span>;
};

/** The people a problem hit when it was found, and over as long a period up to now. */
const Measure = ({ note }: { note: Note }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { problems } = useLanes();
  const problem = problems.find((one) => one.note === note.id);
  if (!note.follows) return null;
  const { before } = note.follows;
  const share = ({ people, of }: typeof before) =>
    of === 0 ? format.number(people) : `${format.number(people)} (${format.percent(people / of)})`;
  const told = { before: share(before), day: format.day(before.period.to) };
  if (!problem?.now) return <span className={classes.measure}>{t('lanes.beforeOnly', told)}</span>;
  const { now, query } = problem;
  const text = t('lanes.beforeNow', { ...told, now: share(now) });
  return (
    <span className={classes.measure}>
      <Behind count={now.people} to={query} text={text} />
    </span>
  );
};

const Written = ({ note, onChange }: { note: Note; onChange: (() => void) | undefined }) => {
  const { t } = useTranslation();
  return (
    <div className={classes.note} data-state={note.state}>
      {onChange ? (
        <button
          type="button"
          className={classes.noteText}
          aria-label={t('lanes.change', { text: note.text })}
          onClick={onChange}
        >
          {note.text}
        </button>
      ) : (
        <p className={classes.noteText}>{note.text}</p>
      )}
      <Measure note={note} />
      <About note={note} />
    </div>
  );
};

interface NoteCellProps {
  stage: { id: string; name: string };
  lane: NoteContent['lane'];
}

/** The notes of a lane in a stage; who may, writes and changes them in place. */
export const NoteCell = ({ stage, lane }: NoteCellProps) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const { notes } = useLanes();
  const [open, setOpen] = useState<string | null>(null);
  const add = useRef<HTMLButtonElement>(null);
  const here = notes.filter((note) => note.stage === stage.id && note.lane === lane);
  const close = () => {
    setOpen(null);
    // The form takes the focus away with it.
    requestAnimationFrame(() => add.current?.focus({ preventScroll: true }));
  };
  return (
    <>
      {here.map((note) =>
        open === note.id ? (
          <NoteForm key={note.id} stage={stage.id} lane={lane} note={note} onClose={close} />
        ) : (
          <Written key={note.id} note={note} onChange={may ? () => setOpen(note.id) : undefined} />
        ),
      )}
      {open === 'new' && <NoteForm stage={stage.id} lane={lane} onClose={close} />}
      {may && open !== 'new' && (
        <button
          ref={add}
          type="button"
          className={classes.add}
          data-unpictured
          aria-label={t('lanes.addTo', { lane: t(`lanes.names.${lane}`), stage: stage.name })}
          onClick={() => setOpen('new')}
        >
          <IconPlus size={14} stroke={1.75} aria-hidden />
          {t('lanes.add')}
        </button>
      )}
    </>
  );
};
