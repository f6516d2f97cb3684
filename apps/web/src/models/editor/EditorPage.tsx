import { ActionIcon, Skeleton } from '@mantine/core';
import type { Model } from '@parcours/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/useWords.js';
import { useMay } from '../../session/useMay.js';
import { useAddress } from '../../shell/search.js';
import { LeaveGuard } from '../../ui/LeaveGuard.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { SaveBar } from '../../ui/SaveBar.js';
import { EmptyState, ErrorState, NotFound } from '../../ui/states.js';
import { ModelPreview } from '../preview/ModelPreview.js';
import { useModels } from '../useModel.js';
import { blankDraft, copyOf, draftOf, type ModelDraft, modelOf, placeableOf } from './draft.js';
import classes from './editor.module.css';
import { ModelFields } from './ModelFields.js';
import type { Trouble } from './problems.js';
import { StageList } from './StageList.js';
import { type Editing, useEditor } from './useEditor.js';
import { useStageWords } from './useStageWords.js';
import { useTroubleWords } from './useTroubleWords.js';

const Steps = ({ editing }: { editing: Editing }) => {
  const { t } = useTranslation();
  const shared = { variant: 'default', size: 'lg' } as const;
  const icon = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;
  return (
    <div className={classes.steps}>
      <ActionIcon {...shared} aria-label={t('editor.undo')} disabled={!editing.canUndo} onClick={editing.undo}>
        <IconArrowBackUp {...icon} />
      </ActionIcon>
      <ActionIcon {...shared} aria-label={t('editor.redo')} disabled={!editing.canRedo} onClick={editing.redo}>
        <IconArrowForwardUp {...icon} />
      </ActionIcon>
    </div>
  );
};

/** The first thing to settle, with the stage it is in. */
const useFirstTrouble = (editing: Editing) => {
  const { t } = useTranslation();
  const { nameOf } = useStageWords(editing);
  const wordsOf = useTroubleWords();
  const stageOf = ({ path }: Trouble) => (path[0] === 'stages' ? editing.draft.stages[Number(path[1])] : undefined);
  return {
    stageOf,
    words: (trouble: Trouble): string => {
      const stage = stageOf(trouble);
      const problem = wordsOf(trouble);
      return stage ? t('editor.atStage', { stage: nameOf(stage), problem }) : problem;
    },
  };
};

/** Brings the first field at fault into view, once it is drawn. */
const useRevealing = () => {
  const place = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    if (asked === 0) return;
    const fault = place.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-trouble]');
    fault?.scrollIntoView({ block: 'center' });
    fault?.focus({ preventScroll: true });
  }, [asked]);
  return { place, reveal: () => setAsked((times) => times + 1) };
};

interface SavingProps extends EditorProps {
  editing: Editing;
  /** Shows what is to be settled first: the stage it is in, if any. */
  onShow: (stage: string | null) => void;
}

const Saving = ({ editing, saved, onShow }: SavingProps) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { stageOf, words } = useFirstTrouble(editing);
  const { saving, troubles, blocked } = editing;
  const [first] = troubles;
  const errorOf = (): string | null => {
    if (first && (blocked || saving.isError)) {
      return `${t('editor.toSettle', { count: troubles.length })} ${words(first)}`;
    }
    return saving.isError ? saving.error.message : null;
  };
  const save = () => {
    const trouble = editing.save();
    if (trouble) onShow(stageOf(trouble)?.key ?? null);
  };
  const discard = () => {
    if (saved) editing.reset();
    else void navigate({ to: '/models' });
  };
  return (
    <SaveBar
      text={t(saved ? (editing.onlyWords ? 'editor.changedWords' : 'editor.changed') : 'editor.notYet')}
      save={t('editor.save')}
      discard={t('editor.discard')}
      saving={saving.isPending}
      ready
      error={errorOf()}
      onSave={save}
      onDiscard={discard}
    />
  );
};

/** Who would stand where, once somebody can enter. */
const Preview = ({ editing, today }: { editing: Editing; today: string | null }) => {
  const { t } = useTranslation();
  const { draft, id } = editing;
  if (draft.stages.every(({ enter }) => enter === null)) return null;
  const unnamed = { en: t('editor.stageNew', { lng: 'en' }), fr: t('editor.stageNew', { lng: 'fr' }) };
  return (
    <div className={classes.preview}>
      <ModelPreview model={modelOf(placeableOf(draft, unnamed), id)} today={today} />
    </div>
  );
};

interface EditorProps {
  beginning: ModelDraft;
  /** The model as it is saved; null for a new one. */
  saved: Model | null;
}

const Editor = ({ beginning: given, saved }: EditorProps) => {
  // Kept when somebody else saves the model meanwhile: what is edited here is not lost.
  const [beginning] = useState(given);
  const { t } = useTranslation();
  const { say } = useWords();
  const [{ show }] = useAddress();
  const editing = useEditor(beginning, saved);
  const [opened, setOpened] = useState<string | null>(show ?? (beginning === blankDraft ? firstOf(beginning) : null));
  const { place, reveal } = useRevealing();
  return (
    <div ref={place}>
      <LeaveGuard unsaved={editing.unsaved} />
      <PageHeader title={saved ? say(saved.name) : t('editor.newTitle')} text={saved ? undefined : t('editor.newText')}>
        <Steps editing={editing} />
      </PageHeader>
      <ModelFields editing={editing} />
      <StageList editing={editing} opened={opened} onOpen={setOpened} />
      <Preview editing={editing} today={saved?.id ?? null} />
      {(saved === null || editing.unsaved()) && (
        <Saving
          {...{ editing, beginning, saved }}
          onShow={(stage) => {
            if (stage !== null) setOpened(stage);
            reveal();
          }}
        />
      )}
    </div>
  );
};

const firstOf = ({ stages }: ModelDraft): string | null => stages[0]?.key ?? null;

const Back = ({ id }: { id?: string | undefined }) => {
  const { t } = useTranslation();
  return (
    <p className={classes.back}>
      {id === undefined ? (
        <Link to="/models" className="link">
          {`← ${t('editor.back')}`}
        </Link>
      ) : (
        <Link to="/models/$id" params={{ id }} className="link">
          {`← ${t('editor.backTo')}`}
        </Link>
      )}
    </p>
  );
};

const Loading = () => {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('common.loading')}>
      <Skeleton height={480} radius="lg" />
    </div>
  );
};

const MayNot = () => {
  const { t } = useTranslation();
  return <EmptyState title={t('editor.mayNot')} />;
};

/** A model that is not there yet: from nothing, or as a copy of the one the address names. */
export const NewModelPage = () => {
  const { t } = useTranslation();
  const may = useMay('define');
  const [{ copy }] = useAddress();
  const { query, views } = useModels();
  if (!may) return <MayNot />;
  if (copy && query.isPending) return <Loading />;
  const copied = views.find(({ model }) => model.id === copy)?.model;
  return (
    <>
      <Back />
      <Editor
        key={copied?.id ?? ''}
        beginning={copied ? copyOf(copied, (name, lng) => t('editor.copyOf', { name, lng })) : blankDraft}
        saved={null}
      />
    </>
  );
};

/** A saved model, to be changed. */
export const EditModelPage = () => {
  const may = useMay('define');
  const { id } = useParams({ from: '/models/$id/edit' });
  const { query, views } = useModels();
  if (!may) return <MayNot />;
  if (query.isPending) return <Loading />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const view = views.find(({ model }) => model.id === id);
  if (!view) return <NotFound />;
  return (
    <>
      <Back id={id} />
      <Editor key={id} beginning={draftOf(view.model)} saved={view.model} />
    </>
  );
};
