import { Alert, Button, Group, Select, Textarea, TextInput } from '@mantine/core';
import { LONGEST_NOTE, NOTE_STATES, type Note, type NoteContent, type NoteState } from '@parcours/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';
import { useAddNote, useChangeNote, useDeleteNote } from './useNotes.js';

interface FormProps {
  stage: string;
  lane: NoteContent['lane'];
  /** The note that is changed; a new one is written without it. */
  note?: Note | undefined;
  onClose: () => void;
}

/** What is typed, and where it goes. */
const useDraft = ({ stage, lane, note, onClose }: FormProps) => {
  const { place } = useLanes();
  const [text, setText] = useState(note?.text ?? '');
  const [owner, setOwner] = useState(note?.owner ?? '');
  const [state, setState] = useState<NoteState>(note?.state ?? 'open');
  const [date, setDate] = useState(note?.date ?? '');
  const [add, change, remove] = [useAddNote(place), useChangeNote(place), useDeleteNote(place)];
  const content = { stage, lane, text, owner: owner.trim() || null, state, date: date || null };
  const done = { onSuccess: onClose };
  return {
    ...{ text, setText, owner, setOwner, state, setState, date, setDate },
    error: add.error ?? change.error ?? remove.error,
    pending: add.isPending || change.isPending || remove.isPending,
    save: () => {
      if (text.trim() === '') return;
      if (note) change.mutate({ note: note.id, version: note.version, ...content }, done);
      else add.mutate(content, done);
    },
    remove: note ? () => remove.mutate(note.id, done) : undefined,
  };
};

const Refusal = ({ error }: { error: Error | null }) => {
  const { t } = useTranslation();
  if (!error) return null;
  const meanwhile = error instanceof ApiError && error.code === 'note.changed';
  return (
    <Alert color="red" variant="light" role="alert">
      {meanwhile ? t('lanes.meanwhile') : `${t('errors.refused')} ${error.message}`}
    </Alert>
  );
};

/** A note, written or changed where it stands. Escape leaves it as it was; Ctrl and Enter save. */
export const NoteForm = (props: FormProps) => {
  const { t } = useTranslation();
  const draft = useDraft(props);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose();
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) draft.save();
  };
  return (
    <form
      className={classes.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        draft.save();
      }}
    >
      <Textarea
        label={t('lanes.text')}
        autosize
        minRows={2}
        maxRows={10}
        maxLength={LONGEST_NOTE}
        required
        ref={first}
        value={draft.text}
        onChange={(event) => draft.setText(event.currentTarget.value)}
      />
      <TextInput
        label={t('lanes.owner')}
        maxLength={120}
        value={draft.owner}
        onChange={(event) => draft.setOwner(event.currentTarget.value)}
      />
      <Select
        label={t('lanes.state')}
        data={NOTE_STATES.map((value) => ({ value, label: t(`lanes.states.${value}`) }))}
        value={draft.state}
        allowDeselect={false}
        comboboxProps={{ shadow: 'md' }}
        onChange={(value) => draft.setState(NOTE_STATES.find((state) => state === value) ?? 'open')}
      />
      <TextInput
        type="date"
        label={t('lanes.date')}
        value={draft.date}
        onChange={(event) => draft.setDate(event.currentTarget.value)}
      />
      <Refusal error={draft.error} />
      <Group gap="xs">
        <Button type="submit" size="xs" loading={draft.pending}>
          {t('lanes.save')}
        </Button>
        <Button size="xs" variant="default" onClick={props.onClose}>
          {t('common.cancel')}
        </Button>
        {draft.remove && (
          <Button size="xs" variant="subtle" color="gray" onClick={draft.remove}>
            {t('lanes.delete')}
          </Button>
        )}
      </Group>
    </form>
  );
};
