import type { Definitions, Model } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { answerOf, client } from '../../api/client.js';
import type { Saved } from '../../api/definitionPaths.js';
import { momentsQuery, personasQuery, segmentsQuery, vocabularyQuery } from '../../api/definitions.js';
import { modelsQuery } from '../../api/queries.js';
import { useSaving } from '../../replay/useSaving.js';
import { problemsOf } from '../../rules/edit/problems.js';
import { NO_VOCABULARY } from '../../rules/edit/vocabulary.js';
import { useWorkspace } from '../../session/workspace.js';
import { settled } from '../../ui/BilingualField.js';
import { slugOf } from '../../ui/slug.js';
import { type Action, type ModelDraft, modelOf, placesAlike } from './draft.js';
import { begin, doing, redo, undo } from './history.js';
import { missingOf, type Trouble, wrongWith } from './problems.js';

const put = (workspace: string, model: Model) =>
  answerOf(client.PUT('/api/models/{id}', { params: { path: { id: model.id }, query: { workspace } }, body: model }));

/** All that a draft may refer to, and what may refer to it; null until it is known. */
const useDefinitions = (): Definitions | null => {
  const { id } = useWorkspace();
  const models = useQuery(modelsQuery(id)).data;
  const segments = useQuery(segmentsQuery(id)).data;
  const personas = useQuery(personasQuery(id)).data;
  const moments = useQuery(momentsQuery(id)).data;
  return useMemo(() => {
    if (!models || !segments || !personas || !moments) return null;
    return {
      models: models.items.filter(({ active }) => active).map(({ model }) => model),
      segments: segments.items.map(({ segment }) => segment),
      personas: personas.personas,
      moments: moments.moments.moments,
    };
  }, [models, segments, personas, moments]);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** Texts of the draft itself: undoing there undoes the draft, as everywhere else on the page. */
const isOfDraft = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-draft-text]') !== null;

/** Ctrl+Z and Ctrl+Shift+Z, or Cmd, wherever the focus is, save in a box that keeps its own text. */
const useUndoKeys = (steps: { readonly undo: () => void; readonly redo: () => void }): void => {
  const latest = useRef(steps);
  latest.current = steps;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
      if (isTyping(event.target) && !isOfDraft(event.target)) return;
      event.preventDefault();
      if (event.shiftKey) latest.current.redo();
      else latest.current.undo();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
};

/** The draft with its steps. */
const useHistory = (beginning: ModelDraft) => {
  const [history, setHistory] = useState(() => begin(beginning));
  const steps = {
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
  };
  useUndoKeys(steps);
  return {
    ...steps,
    draft: history.now,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    act: (action: Action) => setHistory((now) => doing(now, action)),
    reset: () => setHistory(begin(beginning)),
  };
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** A model being edited: the draft, its steps, what is wrong with it, and saving it. `saved` is null for a new one. */
export const useEditor = (beginning: ModelDraft, saved: Model | null) => {
  const workspace = useWorkspace();
  const navigate = useNavigate();
  const definitions = useDefinitions();
  const vocabulary = useQuery(vocabularyQuery(workspace.id)).data ?? NO_VOCABULARY;
  const models = useQuery(modelsQuery(workspace.id)).data?.items ?? [];
  const history = useHistory(beginning);
  const [asked, setAsked] = useState(false);
  const done = useRef(false);
  const { draft } = history;
  // An address of its own, /models/new, is taken too.
  const taken = ['new', ...models.map(({ model }) => model.id)];
  const id = saved?.id ?? slugOf(settled(draft.name)?.en ?? '', taken, 'model');
  const model = modelOf(draft, id);
  // A new model that is still being worked out has no page yet.
  const page = useRef<string | null>(saved?.id ?? null);
  const keep = async (at: string, whole: Model): Promise<Saved> => {
    const answer = await put(at, whole);
    if (answer.replay.state === 'done') page.current = whole.id;
    return answer;
  };
  const saving = useSaving(keep, () => {
    done.current = true;
    void (page.current ? navigate({ to: '/models/$id', params: { id: page.current } }) : navigate({ to: '/models' }));
  });
  const own = useMemo(() => wrongWith(draft, id, definitions), [draft, id, definitions]);
  // What the server refused holds until something changes.
  const refused = saving.isError && same(saving.variables, model) ? problemsOf(saving.error) : [];
  const missing = useMemo(() => missingOf(draft), [draft]);
  /** Saves it; or else tells the first thing to settle before. */
  const save = (): Trouble | null => {
    setAsked(true);
    const [first] = [...missing, ...own];
    if (first) return first;
    saving.mutate(model);
    return null;
  };
  return {
    ...history,
    /** Back to how it began, as if nothing had been tried. */
    reset: () => {
      saving.reset();
      setAsked(false);
      history.reset();
    },
    vocabulary,
    id,
    saving,
    save,
    /** All that keeps it from being saved; what is only missing yet is told once saving was tried. */
    troubles: [...(asked ? missing : []), ...own, ...(own.length > 0 ? [] : refused)],
    blocked: asked && (own.length > 0 || missing.length > 0),
    onlyWords: saved !== null && placesAlike(model, saved),
    unsaved: () => !done.current && !same(draft, beginning),
  };
};
export type Editing = ReturnType<typeof useEditor>;
