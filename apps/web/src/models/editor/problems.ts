import {
  type Bilingual,
  checkModelReferences,
  type Definitions,
  type Model,
  modelSchema,
  nodesOf,
  PERSONA_TRACK,
  type Problem,
  type Rule,
  readBy,
  referencesOf,
  segmentOf,
  trackAsked,
  trackKind,
  validateModel,
} from '@parcours/core';
import { settled } from '../../ui/BilingualField.js';
import { type ModelDraft, modelOf } from './draft.js';

type Path = Problem['path'];
/** What a draft does not say yet, and has to. */
export interface Missing {
  readonly path: Path;
  readonly code: 'missing';
  readonly what: 'name' | 'description' | 'objective' | 'enter' | 'when' | 'to' | 'stages';
}
export type Trouble = Problem | Missing;

const lacks = (missing: boolean, path: Path, what: Missing['what']): Missing[] =>
  missing ? [{ path, code: 'missing', what }] : [];

/** All that a draft does not say yet, in the order of the page. */
export const missingOf = ({ name, description, stages }: ModelDraft): Missing[] => [
  ...lacks(!settled(name), ['name'], 'name'),
  ...lacks(!settled(description), ['description'], 'description'),
  ...lacks(stages.length === 0, ['stages'], 'stages'),
  ...stages.flatMap((stage, at) => [
    ...lacks(!settled(stage.name), ['stages', at, 'name'], 'name'),
    ...lacks(!settled(stage.objective), ['stages', at, 'objective'], 'objective'),
    ...lacks(!stage.enter, ['stages', at, 'enter'], 'enter'),
    ...stage.leave.flatMap(({ when, to }, clause) => [
      ...lacks(to === null, ['stages', at, 'leave', clause, 'to'], 'to'),
      ...lacks(!when, ['stages', at, 'leave', clause, 'when'], 'when'),
    ]),
  ]),
];

/** The rules of a model, each with its place. */
const rulesOf = ({ stages }: Model): { readonly rule: Rule; readonly path: Path }[] =>
  stages.flatMap(({ enter, leave }, at) => [
    { rule: enter, path: ['stages', at, 'enter'] },
    ...leave.map(({ when }, clause) => ({ rule: when, path: ['stages', at, 'leave', clause, 'when'] })),
  ]);

/** The tracks from one to another, each asking the next; null where no way leads there. */
const wayFrom = (from: string, to: string, definitions: Definitions): readonly string[] | null => {
  const asks = new Map(nodesOf(definitions).map((node) => [node.track, node.asks]));
  const seen = new Set<string>();
  const visit = (track: string): readonly string[] | null => {
    if (track === to) return [track];
    if (seen.has(track)) return null;
    seen.add(track);
    for (const asked of asks.get(track) ?? []) {
      const way = visit(asked);
      if (way) return [track, ...way];
    }
    return null;
  };
  return visit(from);
};

const KINDS: Readonly<Record<'persona' | 'moment', Bilingual>> = {
  persona: { en: 'personas', fr: 'personas' },
  moment: { en: 'moments of truth', fr: 'moments de vérité' },
};

const nameOf = (track: string, { models, segments }: Definitions): Bilingual => {
  const kind = trackKind(track);
  if (kind === 'persona' || kind === 'moment') return KINDS[kind];
  const named = kind === 'model' ? models : segments;
  const id = segmentOf(track) ?? track;
  return named.find((one) => one.id === id)?.name ?? { en: id, fr: id };
};

/** Where the model asks what asks the model, told with the way round in the words of its message. */
const circlesOf = (model: Model, definitions: Definitions): Problem[] => {
  const circle = (asked: string, path: Path): Problem[] => {
    const way = wayFrom(asked, model.id, definitions);
    if (!way) return [];
    const names = [model.id, ...way].map((track) => nameOf(track, definitions));
    const [en, fr] = [names.map((name) => name.en), names.map((name) => name.fr)];
    return [{ path, code: 'circle', message: { en: en.join(' → '), fr: fr.join(' → ') } }];
  };
  return [
    ...(model.persona === undefined ? [] : circle(PERSONA_TRACK, ['persona'])),
    ...rulesOf(model).flatMap(({ rule, path }) =>
      referencesOf(rule, path).flatMap(({ rule: asked, path: at }) => circle(trackAsked(asked), at)),
    ),
  ];
};

/** The stages that other definitions ask for and the model no longer has; the message names who asks. */
const stagesMissed = (model: Model, { models, segments, personas, moments }: Definitions): Problem[] => {
  const own = new Set(model.stages.map(({ id }) => id));
  const missed = (name: Bilingual, rules: readonly Rule[]): Problem[] => {
    const asked = rules.flatMap((rule) => referencesOf(rule).map((found) => found.rule));
    const gone = asked.some(
      (rule) =>
        'position' in rule &&
        rule.position.model === model.id &&
        [rule.position.stage ?? []].flat().some((stage) => !own.has(stage)),
    );
    return gone ? [{ path: ['stages'], code: 'used', message: name }] : [];
  };
  return [
    ...models
      .filter(({ id }) => id !== model.id)
      .flatMap((other) =>
        missed(
          other.name,
          rulesOf(other).map(({ rule }) => rule),
        ),
      ),
    ...segments.flatMap(({ name, rule }) => missed(name, [rule])),
    ...(personas?.personas ?? []).flatMap(({ name, rule }) => missed(name, [rule])),
    ...moments.flatMap(({ name, provided }) => missed(name, provided ? [provided] : [])),
  ];
};

const leadsNowhere = (draft: ModelDraft, { path }: Problem): boolean => {
  const [, stage, , clause, field] = path;
  return field === 'to' && draft.stages[Number(stage)]?.leave[Number(clause)]?.to === null;
};

/**
 * All that is wrong with a draft, beside what is missing: as the server would find it when it is saved, in the browser.
 * `others` are the definitions there are, null while they are not known.
 */
export const wrongWith = (draft: ModelDraft, id: string, others: Definitions | null): readonly Problem[] => {
  if (draft.stages.length === 0) return [];
  const model = modelOf(draft, id);
  const reading = readBy(modelSchema, model);
  if ('problems' in reading) return reading.problems;
  const own = validateModel(model).filter((problem) => !leadsNowhere(draft, problem));
  if (!others) return own;
  const models = [...others.models.filter((one) => one.id !== id), model];
  const definitions = { ...others, models };
  return [
    ...own,
    ...checkModelReferences(model, definitions),
    ...circlesOf(model, definitions),
    ...stagesMissed(model, definitions),
  ];
};
