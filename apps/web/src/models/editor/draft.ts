import type { Bilingual, Leave, Model, Rule, Stage } from '@parcours/core';
import { type Draft, settled } from '../../ui/BilingualField.js';
import { slugOf } from '../../ui/slug.js';

export interface LeaveDraft {
  /** Its own within the draft. */
  readonly key: string;
  /** Null while nobody is asked for. */
  readonly when: Rule | null;
  /** The key of a stage. */
  readonly to: string | null;
  readonly cycle: boolean;
}
export interface StageDraft {
  /** Its id where it was saved, else one of the draft's own. */
  readonly key: string;
  readonly name: Draft;
  readonly objective: Draft;
  readonly action: Stage['action'];
  readonly enter: Rule | null;
  readonly leave: readonly LeaveDraft[];
}
/** A model while it is edited: texts and rules may be missing. Stages refer to each other by key, so that a new name breaks nothing. */
export interface ModelDraft {
  readonly name: Draft;
  readonly description: Draft;
  readonly per: string;
  readonly persona: string | null;
  readonly stages: readonly StageDraft[];
  /** How many keys were given out, so that none is given twice. */
  readonly given: number;
}

export const MAX_STAGES = 24;
export const MAX_LEAVES = 8;

const NOTHING: Draft = { en: '', fr: '' };
/** Keys of what was not saved yet: no id has a capital letter. */
const FRESH = 'New ';
const keyNumbered = (given: number): string => `${FRESH}${given}`;
export const isFresh = (key: string): boolean => key.startsWith(FRESH);

const stageNumbered = (given: number, action: Stage['action']): StageDraft => ({
  key: keyNumbered(given),
  name: NOTHING,
  objective: NOTHING,
  action,
  enter: null,
  leave: [],
});

/** A model of one stage that says nothing yet. */
export const blankDraft: ModelDraft = {
  name: NOTHING,
  description: NOTHING,
  per: '',
  persona: null,
  stages: [stageNumbered(1, 'attention')],
  given: 1,
};

/** A saved model, to be edited. */
export const draftOf = (model: Model): ModelDraft => {
  let given = 0;
  const leaveOf = ({ when, to, kind }: Leave): LeaveDraft => {
    given += 1;
    return { key: keyNumbered(given), when, to, cycle: kind === 'cycle' };
  };
  const stages = model.stages.map(({ id, name, objective, action, enter, leave }) => ({
    ...{ key: id, name, objective, action, enter },
    leave: leave.map(leaveOf),
  }));
  const { name, description, per = '', persona = null } = model;
  return { name, description, per, persona, stages, given };
};

/** A copy under another name; its stages keep their ids, which are their own in each model. */
export const copyOf = (model: Model, named: (name: string, lng: keyof Bilingual) => string): ModelDraft => ({
  ...draftOf(model),
  name: { en: named(model.name.en, 'en'), fr: named(model.name.fr, 'fr') },
});

/** The kind of action that follows: a new stage most often asks for the next one. */
const NEXT: Readonly<Record<Stage['action'], Stage['action']>> = {
  attention: 'interest',
  interest: 'desire',
  desire: 'action',
  action: 'recommendation',
  recommendation: 'recommendation',
};

export type StagePart = Partial<Pick<StageDraft, 'name' | 'objective' | 'action' | 'enter'>>;
export type LeavePart = Partial<Omit<LeaveDraft, 'key'>>;
export type Action =
  | { readonly do: 'change'; readonly part: Partial<Pick<ModelDraft, 'name' | 'description' | 'per' | 'persona'>> }
  | { readonly do: 'addStage' }
  | { readonly do: 'copyStage'; readonly stage: string }
  | { readonly do: 'removeStage'; readonly stage: string }
  /** Puts a stage before the `to`th, as the places were before. */
  | { readonly do: 'moveStage'; readonly stage: string; readonly to: number }
  | { readonly do: 'changeStage'; readonly stage: string; readonly part: StagePart }
  | { readonly do: 'addLeave'; readonly stage: string }
  | { readonly do: 'removeLeave'; readonly stage: string; readonly leave: string }
  | { readonly do: 'moveLeave'; readonly stage: string; readonly leave: string; readonly to: number }
  | { readonly do: 'changeLeave'; readonly stage: string; readonly leave: string; readonly part: LeavePart };

const moved = <T extends { readonly key: string }>(list: readonly T[], key: string, to: number): readonly T[] => {
  const from = list.findIndex((one) => one.key === key);
  const one = list[from];
  if (!one) return list;
  return list.toSpliced(from, 1).toSpliced(Math.max(0, from < to ? to - 1 : to), 0, one);
};

const addStage = (draft: ModelDraft): ModelDraft => {
  if (draft.stages.length >= MAX_STAGES) return draft;
  const given = draft.given + 1;
  const last = draft.stages.at(-1);
  return { ...draft, given, stages: [...draft.stages, stageNumbered(given, last ? NEXT[last.action] : 'attention')] };
};

const copyStage = (draft: ModelDraft, key: string): ModelDraft => {
  const at = draft.stages.findIndex((stage) => stage.key === key);
  const stage = draft.stages[at];
  if (!stage || draft.stages.length >= MAX_STAGES) return draft;
  const given = draft.given + 1 + stage.leave.length;
  const copy: StageDraft = {
    ...stage,
    key: keyNumbered(given),
    leave: stage.leave.map((leave, index) => ({ ...leave, key: keyNumbered(draft.given + 1 + index) })),
  };
  return { ...draft, given, stages: draft.stages.toSpliced(at + 1, 0, copy) };
};

/** Whoever was led to a stage that goes is led nowhere, which the page says until another stage is chosen. */
const removeStage = (draft: ModelDraft, key: string): ModelDraft => ({
  ...draft,
  stages: draft.stages
    .filter((stage) => stage.key !== key)
    .map((stage) => ({
      ...stage,
      leave: stage.leave.map((leave) => (leave.to === key ? { ...leave, to: null } : leave)),
    })),
});

const withStage = (draft: ModelDraft, key: string, change: (stage: StageDraft) => StageDraft): ModelDraft => ({
  ...draft,
  stages: draft.stages.map((stage) => (stage.key === key ? change(stage) : stage)),
});

const addLeave = (draft: ModelDraft, key: string): ModelDraft => {
  const at = draft.stages.findIndex((stage) => stage.key === key);
  const given = draft.given + 1;
  const to = draft.stages[at === 0 ? 1 : at - 1]?.key ?? null;
  const leave: LeaveDraft = { key: keyNumbered(given), when: null, to, cycle: false };
  const add = (stage: StageDraft): StageDraft =>
    stage.leave.length < MAX_LEAVES ? { ...stage, leave: [...stage.leave, leave] } : stage;
  return { ...withStage(draft, key, add), given };
};

const withLeaves = (
  draft: ModelDraft,
  stage: string,
  change: (leave: readonly LeaveDraft[]) => readonly LeaveDraft[],
): ModelDraft => withStage(draft, stage, (one) => ({ ...one, leave: change(one.leave) }));

/** The draft after an action; what cannot be done leaves it as it is. */
export const act = (draft: ModelDraft, action: Action): ModelDraft => {
  switch (action.do) {
    case 'change':
      return { ...draft, ...action.part };
    case 'addStage':
      return addStage(draft);
    case 'copyStage':
      return copyStage(draft, action.stage);
    case 'removeStage':
      return removeStage(draft, action.stage);
    case 'moveStage':
      return { ...draft, stages: moved(draft.stages, action.stage, action.to) };
    case 'changeStage':
      return withStage(draft, action.stage, (stage) => ({ ...stage, ...action.part }));
    case 'addLeave':
      return addLeave(draft, action.stage);
    case 'removeLeave':
      return withLeaves(draft, action.stage, (leave) => leave.filter(({ key }) => key !== action.leave));
    case 'moveLeave':
      return withLeaves(draft, action.stage, (leave) => moved(leave, action.leave, action.to));
    case 'changeLeave':
      return withLeaves(draft, action.stage, (leave) =>
        leave.map((one) => (one.key === action.leave ? { ...one, ...action.part } : one)),
      );
  }
};

/** The ids that stages are saved under: their own where they have one, else after what they are called. */
export const idsOf = ({ stages }: ModelDraft): ReadonlyMap<string, string> => {
  const taken = stages.map(({ key }) => key).filter((key) => !isFresh(key));
  return new Map(
    stages.map(({ key, name }): [string, string] => {
      if (!isFresh(key)) return [key, key];
      const id = slugOf((settled(name) ?? NOTHING).en, taken, 'stage');
      taken.push(id);
      return [key, id];
    }),
  );
};

/** What stands in a model for what its draft does not say yet. */
export const BLANK_TEXT: Bilingual = { en: '–', fr: '–' };
export const BLANK_RULE: Rule = { did: { event: '–' } };
export const BLANK_STAGE = 'nowhere';

/** The draft as a model of this id, with blanks where something is missing. */
export const modelOf = (draft: ModelDraft, id: string): Model => {
  const ids = idsOf(draft);
  const said = (text: Draft): Bilingual => settled(text) ?? BLANK_TEXT;
  const leaveOf = ({ when, to, cycle }: LeaveDraft): Leave => ({
    when: when ?? BLANK_RULE,
    to: (to === null ? undefined : ids.get(to)) ?? BLANK_STAGE,
    ...(cycle ? { kind: 'cycle' as const } : {}),
  });
  const per = draft.per.trim();
  return {
    id,
    name: said(draft.name),
    description: said(draft.description),
    ...(per ? { per } : {}),
    ...(draft.persona === null ? {} : { persona: draft.persona }),
    stages: draft.stages.map(({ key, name, objective, action, enter, leave }) => ({
      id: ids.get(key) ?? BLANK_STAGE,
      name: said(name),
      objective: said(objective),
      action,
      enter: enter ?? BLANK_RULE,
      leave: leave.map(leaveOf),
    })),
  };
};

/** As much of a draft as people can be placed by: clauses that are not finished are left out, stages have a name. */
export const placeableOf = (draft: ModelDraft, unnamed: Bilingual): ModelDraft => ({
  ...draft,
  stages: draft.stages.map((stage) => ({
    ...stage,
    name: settled(stage.name) ?? unnamed,
    leave: stage.leave.filter(({ to, when }) => to !== null && when !== null),
  })),
});

const plain = (value: unknown): string => JSON.stringify(value);

/** Whether two models place customers alike: only their words differ. */
export const placesAlike = (one: Model, other: Model): boolean => {
  const substance = ({ per, persona, stages }: Model) =>
    plain([per, persona, stages.map(({ id, enter, leave }) => [id, enter, leave])]);
  return substance(one) === substance(other);
};
