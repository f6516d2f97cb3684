import type { Problem, Rule } from '@parcours/core';
import { createContext, useContext } from 'react';
import type { Edit, Path } from './edit/tree.js';
import type { Vocabulary } from './edit/vocabulary.js';

/** What the parts of a rule builder share. */
export interface Building {
  readonly root: Rule;
  readonly vocabulary: Vocabulary;
  readonly problems: readonly Problem[];
  /** Replaces a part; null takes it out. */
  readonly set: (path: Path, rule: Rule | null) => void;
  /** Takes an edit over and puts the focus where it went; `open` opens its first question. */
  readonly apply: (edit: Edit, open?: boolean) => void;
}

const Context = createContext<Building | null>(null);
export const BuildingProvider = Context.Provider;

export const useBuilding = (): Building => {
  const building = useContext(Context);
  if (!building) throw new Error('a part of a rule was drawn outside of its builder');
  return building;
};
