import { checkRule } from '../lifecycle/checkRule.js';
import type { Problem } from '../lifecycle/problem.js';
import type { ReferenceRule, Rule } from '../rule/schema.js';
import { inOrderOfReference, nodesOf, referencesOf } from './references.js';
import type { Definitions, Moment, Personas, Segment } from './schema.js';
import { segmentOf, trackKind } from './track.js';

type Path = readonly (string | number)[];

const problem = (path: Path, code: string, en: string, fr: string): Problem => ({ path, code, message: { en, fr } });
const unknown = (path: Path, en: string, fr: string): Problem[] => [problem(path, 'unknown', en, fr)];

/** What a reference names that does not exist. */
const checkReference = (
  rule: ReferenceRule,
  path: Path,
  { models, segments, personas, moments }: Definitions,
): Problem[] => {
  if ('segment' in rule) {
    if (segments.some(({ id }) => id === rule.segment)) return [];
    return unknown(
      [...path, 'segment'],
      `there is no segment “${rule.segment}”`,
      `il n’y a pas de segment « ${rule.segment} »`,
    );
  }
  if ('persona' in rule) {
    const known = personas ? [...personas.personas, personas.fallback] : [];
    if (known.some(({ id }) => id === rule.persona)) return [];
    return unknown(
      [...path, 'persona'],
      `there is no persona “${rule.persona}”`,
      `il n’y a pas de persona « ${rule.persona} »`,
    );
  }
  if ('strength' in rule) {
    if (moments.length > 0) return [];
    const en = 'strength takes moments of truth, and there are none yet';
    return unknown(
      [...path, 'strength'],
      en,
      'la force de la relation demande des moments de vérité, et il n’y en a pas encore',
    );
  }
  const { model: id, stage } = rule.position;
  const model = models.find((one) => one.id === id);
  const at = [...path, 'position'];
  if (!model) return unknown([...at, 'model'], `there is no model “${id}”`, `il n’y a pas de modèle « ${id} »`);
  const missing = [stage ?? []].flat().filter((asked) => !model.stages.some((one) => one.id === asked));
  return missing.flatMap((asked) =>
    unknown(
      [...at, 'stage'],
      `the model “${id}” has no stage “${asked}”`,
      `le modèle « ${id} » n’a pas d’étape « ${asked} »`,
    ),
  );
};

const checkReferences = (rule: Rule, path: Path, definitions: Definitions): Problem[] =>
  referencesOf(rule, path).flatMap(({ rule: asked, path: at }) => checkReference(asked, at, definitions));

const wholeRule = (rule: Rule, path: Path, definitions: Definitions): Problem[] => [
  ...checkRule(rule, path),
  ...checkReferences(rule, path, definitions),
];

const repeated = (ids: readonly string[], pathOf: (at: number) => Path): Problem[] =>
  ids.flatMap((id, at) =>
    ids.indexOf(id) === at
      ? []
      : [problem(pathOf(at), 'repeated', `“${id}” is there twice`, `« ${id} » figure deux fois`)],
  );

/** What is wrong with a segment among other definitions. */
export const checkSegment = ({ rule }: Segment, definitions: Definitions): Problem[] =>
  wholeRule(rule, ['rule'], definitions);

export const checkPersonas = ({ personas, fallback }: Personas, definitions: Definitions): Problem[] => [
  ...repeated(
    [...personas, fallback].map(({ id }) => id),
    (at) => (at < personas.length ? ['personas', at, 'id'] : ['fallback', 'id']),
  ),
  ...personas.flatMap(({ rule }, at) => wholeRule(rule, ['personas', at, 'rule'], definitions)),
];

export const checkMoments = (moments: readonly Moment[], definitions: Definitions): Problem[] => [
  ...repeated(
    moments.map(({ id }) => id),
    (at) => ['moments', at, 'id'],
  ),
  ...moments.flatMap(({ provided }, at) =>
    provided ? wholeRule(provided, ['moments', at, 'provided'], definitions) : [],
  ),
];

/** References within the rules of a model, and the persona it is bound to. */
export const checkModelReferences = (model: Definitions['models'][number], definitions: Definitions): Problem[] => [
  ...(model.persona === undefined ? [] : checkReference({ persona: model.persona }, [], definitions)),
  ...model.stages.flatMap(({ enter, leave }, stage) => [
    ...checkReferences(enter, ['stages', stage, 'enter'], definitions),
    ...leave.flatMap(({ when }, clause) =>
      checkReferences(when, ['stages', stage, 'leave', clause, 'when'], definitions),
    ),
  ]),
];

const nameOf = (track: string): string => segmentOf(track) ?? (trackKind(track) === 'model' ? track : trackKind(track));

/** References that ask each other in a circle, told with the way round. */
export const checkCircles = (definitions: Definitions): Problem[] => {
  const sorted = inOrderOfReference(nodesOf(definitions));
  if (!('circle' in sorted)) return [];
  const [first = ''] = sorted.circle;
  const round = [...sorted.circle, first].map(nameOf).join(' → ');
  return [
    problem(
      [],
      'circle',
      `these ask each other in a circle: ${round}`,
      `ces définitions se renvoient en cercle : ${round}`,
    ),
  ];
};
