import { Button } from '@mantine/core';
import { TOUCHPOINT_BOUNDS } from '@parcours/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { vocabularyQuery } from '../api/definitions.js';
import type { TouchpointsView } from '../api/touchpointPaths.js';
import { touchpointsQuery } from '../api/touchpoints.js';
import { useWords } from '../i18n/useWords.js';
import { EarlierVersions } from '../replay/VersionList.js';
import { NO_VOCABULARY } from '../rules/edit/vocabulary.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { useAddress } from '../shell/search.js';
import { LeaveGuard } from '../ui/LeaveGuard.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Places } from '../ui/Places.js';
import { Question } from '../ui/Question.js';
import { SaveBar } from '../ui/SaveBar.js';
import { ErrorState, Loaded } from '../ui/states.js';
import { addTouchpoint, claimEvent, moveTouchpoint, withTouchpoint } from './edit.js';
import { Split } from './Split.js';
import { TouchpointRow } from './TouchpointRow.js';
import classes from './touchpoints.module.css';
import { Unclassified } from './Unclassified.js';
import { useResetTouchpoints, useRestoreTouchpoints } from './useSaveTouchpoints.js';
import { type TouchpointsDraft, useTouchpointsDraft } from './useTouchpointsDraft.js';

const BLANK = { en: '', fr: '' };

const useScale = ({ volumes }: TouchpointsDraft) => {
  const amounts = volumes?.each.map(({ interactions }) => interactions) ?? [];
  return { all: amounts.reduce((sum, amount) => sum + amount, 0), most: Math.max(1, ...amounts) };
};

const List = ({ draft }: { draft: TouchpointsDraft }) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const workspace = useWorkspace();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const [{ show }, changeAddress] = useAddress();
  const [said, setSaid] = useState('');
  const scale = useScale(draft);
  const { drafts, ids, volumes, problems, change } = draft;
  const open = (id: string | undefined) => changeAddress({ show: id }, { replace: true });
  const move = (id: string, to: number) => {
    const next = moveTouchpoint(drafts, id, to);
    const place = next.findIndex((one) => one.id === id);
    const name = next[place]?.name[language] ?? '';
    setSaid(t('touchpoints.moved', { name, place: place + 1, count: next.length }));
    change(next);
  };
  return (
    <>
      <ol className={classes.rows} aria-busy={draft.busy}>
        {drafts.map((touchpoint, at) => (
          <TouchpointRow
            key={touchpoint.id}
            touchpoint={touchpoint}
            place={at}
            count={drafts.length}
            volume={volumes?.each.find(({ id }) => id === ids[at])}
            scale={scale}
            vocabulary={vocabulary}
            problems={problems
              .filter(({ path }) => path[0] === 'touchpoints' && path[1] === at)
              .map((problem) => ({ ...problem, path: problem.path.slice(2) }))}
            opened={show === touchpoint.id}
            onOpen={(opened) => open(opened ? touchpoint.id : undefined)}
            onChange={(next) => change(withTouchpoint(drafts, next))}
            onMove={move}
            onRemove={() => change(drafts.toSpliced(at, 1))}
          />
        ))}
      </ol>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      {volumes && (
        <Unclassified
          volumes={volumes}
          drafts={drafts}
          scale={scale}
          onClaim={(event, id) => {
            const name = { en: event, fr: event };
            const next = id === null ? addTouchpoint(drafts, name, event) : claimEvent(drafts, id, event);
            change(next);
            if (id === null) open(next[0]?.id);
          }}
        />
      )}
    </>
  );
};

const Reset = () => {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const reset = useResetTouchpoints(() => setAsking(false));
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsking(true)}>
        {t('touchpoints.reset')}
      </Button>
      <Question
        opened={asking}
        title={t('touchpoints.resetTitle')}
        text={t('touchpoints.resetText')}
        yes={t('touchpoints.resetYes')}
        problem={reset.error}
        busy={reset.isPending}
        onYes={() => reset.mutate()}
        onClose={() => setAsking(false)}
      />
    </>
  );
};

const Save = ({ draft }: { draft: TouchpointsDraft }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const { saving, unsaved, problems, ready, save, discard } = draft;
  if (!unsaved) return saving.isSuccess ? <p role="status">{t('touchpoints.saved')}</p> : null;
  const [first] = problems;
  const error = first ? say(first.message) : (saving.error?.message ?? null);
  return (
    <SaveBar
      text={t('touchpoints.changed')}
      save={t('touchpoints.save')}
      discard={t('touchpoints.discard')}
      saving={saving.isPending}
      ready={ready}
      error={error}
      onSave={save}
      onDiscard={discard}
    />
  );
};

const Shown = ({ view }: { view: TouchpointsView }) => {
  const { t } = useTranslation();
  const draft = useTouchpointsDraft(view);
  const restore = useRestoreTouchpoints();
  const [, changeAddress] = useAddress();
  const may = useMay('define');
  const { drafts, volumes, ids, change } = draft;
  const add = () => {
    const next = addTouchpoint(drafts, BLANK, null);
    change(next);
    changeAddress({ show: next[0]?.id }, { replace: true });
  };
  return (
    <>
      <LeaveGuard unsaved={() => draft.unsaved} />
      {draft.error && draft.problems.length === 0 && <ErrorState error={draft.error} />}
      {volumes && <Split volumes={volumes} drafts={drafts} ids={ids} />}
      {!may && <p className={classes.soft}>{t('touchpoints.readOnly')}</p>}
      {may && (
        <div className={classes.adding}>
          {drafts.length < TOUCHPOINT_BOUNDS.touchpoints ? (
            <Button variant="subtle" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
              {t('touchpoints.add')}
            </Button>
          ) : (
            <p className={classes.soft}>{t('touchpoints.full', { count: TOUCHPOINT_BOUNDS.touchpoints })}</p>
          )}
          {!view.presets && !draft.unsaved && <Reset />}
        </div>
      )}
      <List draft={draft} />
      <Save draft={draft} />
      <EarlierVersions place={{ kind: 'touchpoints', id: 'touchpoints' }} restore={restore} emptyToo />
    </>
  );
};

/** The catalogue of touch points, how much each is used, and what fits none. */
export const TouchpointsPage = () => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery(touchpointsQuery(workspace.id));
  return (
    <>
      <PageHeader title={t('touchpoints.title')} text={t('touchpoints.text')} />
      <Places here="touchpoints" />
      <Loaded query={query} height={320}>
        {(view) => <Shown view={view} />}
      </Loaded>
    </>
  );
};
