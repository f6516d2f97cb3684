import { isDeepStrictEqual } from 'node:util';
import {
  compileDefinitions,
  type DefinitionKind,
  type Definitions,
  type Model,
  type Moments,
  nodesOf,
  type Personas,
  type Program,
  type Segment,
  trackKey,
} from '@parcours/core';
import { definitionsOf, type Live, type StoredDefinition, trackOfDefinition } from '../definitions/loadDefinitions.js';

/** A definition to be saved, or deleted where `definition` is null. */
export interface Change {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly change: 'create' | 'update' | 'delete' | 'restore';
  readonly definition: unknown;
}

/** What would be live with some changes, and which tracks have to be folded for it. */
export interface Draft {
  readonly definitions: Definitions;
  readonly stored: readonly StoredDefinition[];
  /** Tracks whose positions are no longer what they were: those changed, and those that ask them. */
  readonly affected: ReadonlySet<string>;
}

const sameAs =
  (change: Pick<Change, 'kind' | 'id'>) =>
  ({ kind, id }: Pick<Change, 'kind' | 'id'>): boolean =>
    kind === change.kind && id === change.id;

/** Later changes of one definition win. */
export const mergeChanges = (before: readonly Change[], after: readonly Change[]): Change[] => [
  ...before.filter((change) => !after.some(sameAs(change))),
  ...after,
];

const pick = (value: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [key, value[key as never]]));

/** As much of a definition as positions depend on: not what it is called. */
const substanceOf = (kind: DefinitionKind, definition: unknown): unknown => {
  if (kind === 'model') {
    const { per, persona, stages } = definition as Model;
    return [per, persona, stages.map((stage) => pick(stage, ['id', 'enter', 'leave']))];
  }
  if (kind === 'segment') return (definition as Segment).rule;
  if (kind === 'personas') {
    const { personas, fallback } = definition as Personas;
    return [...personas, fallback].map((persona) => pick(persona, ['id', 'rule']));
  }
  return (definition as Moments).moments.map((moment) =>
    pick(moment, ['id', 'event', 'where', 'provided', 'weight', 'effect']),
  );
};

/** As JSON carries it, whatever the order of keys. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const apply = (stored: readonly StoredDefinition[], change: Change): StoredDefinition[] => {
  const others = stored.filter((one) => !sameAs(change)(one));
  if (change.definition === null) return others;
  const { kind, id, definition } = change;
  const version = stored.find(sameAs(change))?.version ?? 0;
  const made = { kind, id, definition, version: version + 1, track: '', preset: false, active: true };
  return [...others, { ...made, track: trackOfDefinition(made) }];
};

const isAltered = (live: readonly StoredDefinition[], change: Change): boolean => {
  const before = live.find(sameAs(change));
  if (!before?.active || change.definition === null) return true;
  const [was, is] = [before, change].map(({ definition }) => plain(substanceOf(change.kind, definition)));
  return !isDeepStrictEqual(was, is);
};

/** The tracks given and all that ask them, through any number of others. */
const withAskers = (definitions: Definitions, tracks: readonly string[]): Set<string> => {
  const found = new Set(tracks);
  const nodes = nodesOf(definitions);
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { track, asks } of nodes) if (asks.some((asked) => found.has(asked))) found.add(track);
  }
  return found;
};

/** The live definitions with some changes, in order. */
export const draftOf = ({ stored: live }: Pick<Live, 'stored'>, changes: readonly Change[]): Draft => {
  const stored = changes.reduce<readonly StoredDefinition[]>(apply, live);
  const definitions = definitionsOf(stored);
  const altered = changes.filter((change) => isAltered(live, change)).map(trackOfDefinition);
  const there = new Set(nodesOf(definitions).map(({ track }) => track));
  const affected = [...withAskers(definitions, altered)].filter((track) => there.has(track));
  return { definitions, stored, affected: new Set(affected) };
};

/** Those given and what they ask, through any number of others. */
const withAsked = (definitions: Definitions, tracks: ReadonlySet<string>): Set<string> => {
  const nodes = new Map(nodesOf(definitions).map((node) => [node.track, node]));
  const found = new Set<string>();
  const visit = (track: string): void => {
    if (found.has(track)) return;
    found.add(track);
    for (const asked of nodes.get(track)?.asks ?? []) visit(asked);
  };
  for (const track of tracks) visit(track);
  return found;
};

/** Only what has to be folded of a draft: the affected tracks, whose rows get new keys, and those they ask. */
export const compileDraft = (
  { definitions, affected }: Draft,
  { timezone, keyOf }: Pick<Live, 'timezone' | 'keyOf'>,
  generation: number,
): { readonly program: Program; readonly keys: ReadonlySet<string> } => {
  const wanted = withAsked(definitions, affected);
  const has = (kind: DefinitionKind, id: string): boolean => wanted.has(trackOfDefinition({ kind, id }));
  const part: Definitions = {
    models: definitions.models.filter(({ id }) => has('model', id)),
    segments: definitions.segments.filter(({ id }) => has('segment', id)),
    personas: has('personas', 'personas') ? definitions.personas : null,
    moments: has('moments', 'moments') ? definitions.moments : [],
  };
  const keyed = (track: string): string => (affected.has(track) ? trackKey(track, generation) : keyOf(track));
  return {
    program: compileDefinitions(part, timezone, { keyOf: keyed, generation }),
    keys: new Set([...affected].map(keyed)),
  };
};
