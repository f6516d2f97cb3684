import { type Action, act, type ModelDraft } from './draft.js';

/** The draft with what it was and what was undone, newest last in both. */
export interface DraftHistory {
  readonly past: readonly ModelDraft[];
  readonly now: ModelDraft;
  readonly future: readonly ModelDraft[];
  /** Which text was typed last: more of it is no step of its own. Null after anything else. */
  readonly typing: string | null;
}

const KEPT = 200;

export const begin = (now: ModelDraft): DraftHistory => ({ past: [], now, future: [], typing: null });

const TEXTS = new Set(['name', 'description', 'objective', 'per']);

/** The one text that an action types into; null where it does something else. */
const typingOf = (action: Action): string | null => {
  if (action.do !== 'change' && action.do !== 'changeStage') return null;
  const [part, ...others] = Object.keys(action.part);
  if (part === undefined || others.length > 0 || !TEXTS.has(part)) return null;
  return `${action.do === 'changeStage' ? action.stage : ''} ${part}`;
};

/** Does something; what changes nothing is no step. */
export const doing = (history: DraftHistory, action: Action): DraftHistory => {
  const { past, now } = history;
  const next = act(now, action);
  if (next === now || JSON.stringify(next) === JSON.stringify(now)) return history;
  const typing = typingOf(action);
  const goesOn = typing !== null && typing === history.typing && past.length > 0;
  return { past: goesOn ? past : [...past, now].slice(-KEPT), now: next, future: [], typing };
};

export const undo = ({ past, now, future, ...rest }: DraftHistory): DraftHistory => {
  const before = past.at(-1);
  if (!before) return { past, now, future, ...rest };
  return { past: past.slice(0, -1), now: before, future: [...future, now], typing: null };
};

export const redo = ({ past, now, future, ...rest }: DraftHistory): DraftHistory => {
  const after = future.at(-1);
  if (!after) return { past, now, future, ...rest };
  return { past: [...past, now], now: after, future: future.slice(0, -1), typing: null };
};
