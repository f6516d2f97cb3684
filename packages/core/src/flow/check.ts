import { checkSegment } from '../definitions/check.js';
import type { Definitions } from '../definitions/schema.js';
import { canHold } from '../lifecycle/checkRule.js';
import type { Problem } from '../lifecycle/problem.js';
import type { Rule } from '../rule/schema.js';
import { parseDuration } from '../time/duration.js';
import { nodesById, reachedFrom, waysBack, waysOf } from './graph.js';
import type { Flow, FlowNode, Trigger } from './schema.js';

/** What is wrong with a flow, and at which of its nodes; an error keeps it from being active, a warning does not. */
export interface FlowProblem extends Problem {
  readonly level: 'error' | 'warning';
  /** The node it belongs to; null for the flow's trigger and settings. */
  readonly node: string | null;
}

/** What a flow may name. */
export interface FlowSurroundings {
  readonly definitions: Definitions;
  readonly contents: readonly string[];
  readonly flows: readonly string[];
  /** False where no mail server is set: messages wait, and lapse. */
  readonly delivers?: boolean;
}

type Path = Problem['path'];
interface Place {
  readonly node: string | null;
  readonly path: Path;
}

export const flowProblem = (
  level: FlowProblem['level'],
  { node, path }: Place,
  code: string,
  [en, fr]: readonly [en: string, fr: string],
): FlowProblem => ({ level, node, path, code, message: { en, fr } });

const NAME = { en: '-', fr: '-' };

const ruleProblems = (rule: Rule, place: Place, { definitions }: FlowSurroundings): FlowProblem[] => {
  const found = checkSegment({ id: 'x', name: NAME, rule }, definitions).map(
    ({ path, code, message }): FlowProblem => ({
      level: 'error',
      node: place.node,
      path: [...place.path, ...path.slice(1)],
      code,
      message,
    }),
  );
  if (found.length > 0 || canHold(rule)) return found;
  return [flowProblem('error', place, 'never', ['this rule can never hold', 'cette règle ne peut jamais être vraie'])];
};

const unknown = (place: Place, en: string, fr: string): FlowProblem => flowProblem('error', place, 'unknown', [en, fr]);

const stageProblems = (
  trigger: Extract<Trigger, { kind: 'stage' }>,
  { definitions }: FlowSurroundings,
): FlowProblem[] => {
  const model = definitions.models.find(({ id }) => id === trigger.model);
  const path = ['trigger'];
  if (!model)
    return [
      unknown(
        { node: null, path: [...path, 'model'] },
        `there is no model “${trigger.model}”`,
        `il n’y a pas de modèle « ${trigger.model} »`,
      ),
    ];
  return (['from', 'to'] as const).flatMap((end) => {
    const asked = trigger[end];
    return asked === undefined || model.stages.some(({ id }) => id === asked)
      ? []
      : [
          unknown(
            { node: null, path: [...path, end] },
            `the model has no stage “${asked}”`,
            `le modèle n’a pas d’étape « ${asked} »`,
          ),
        ];
  });
};

const triggerProblems = (trigger: Trigger, around: FlowSurroundings): FlowProblem[] => {
  const { segments, personas } = around.definitions;
  if (trigger.kind === 'stage') return stageProblems(trigger, around);
  if (trigger.kind === 'segment' && !segments.some(({ id }) => id === trigger.segment))
    return [
      unknown(
        { node: null, path: ['trigger', 'segment'] },
        `there is no segment “${trigger.segment}”`,
        `il n’y a pas de segment « ${trigger.segment} »`,
      ),
    ];
  const known = personas ? [...personas.personas, personas.fallback] : [];
  if (trigger.kind === 'persona' && !known.some(({ id }) => id === trigger.persona))
    return [
      unknown(
        { node: null, path: ['trigger', 'persona'] },
        `there is no persona “${trigger.persona}”`,
        `il n’y a pas de persona « ${trigger.persona} »`,
      ),
    ];
  return [];
};

const namedBy = (node: FlowNode, place: Place, flow: Flow, around: FlowSurroundings): FlowProblem[] => {
  if (node.kind === 'message' && !around.contents.includes(node.content))
    return [
      flowProblem('error', { ...place, path: [...place.path, 'content'] }, 'content', [
        'choose a content that exists: this one was deleted, or none is chosen',
        'choisissez un contenu qui existe : celui-ci a été supprimé, ou aucun n’est choisi',
      ]),
    ];
  if (node.kind !== 'flow') return [];
  const at = { ...place, path: [...place.path, 'flow'] };
  if (node.flow === flow.id)
    return [
      flowProblem('error', at, 'itself', [
        'a flow cannot enter itself',
        'un scénario ne peut pas entrer dans lui-même',
      ]),
    ];
  return around.flows.includes(node.flow)
    ? []
    : [unknown(at, `there is no flow “${node.flow}”`, `il n’y a pas de scénario « ${node.flow} »`)];
};

/** Nobody is to believe that a message leaves which cannot. */
const deliveryProblems = (node: FlowNode, place: Place, { delivers = true }: FlowSurroundings): FlowProblem[] =>
  node.kind !== 'message' || delivers
    ? []
    : [
        flowProblem('warning', place, 'delivery', [
          'no mail server is set: the message waits for one, three days at most',
          'aucun serveur d’e-mail n’est défini : le message en attend un, trois jours au plus',
        ]),
      ];

const shareProblems = (node: FlowNode, { node: id, path }: Place): FlowProblem[] => {
  if (node.kind !== 'split') return [];
  const all = node.paths.reduce((sum, { share }) => sum + share, 0);
  if (Math.abs(all - 100) > 1e-6)
    return [
      flowProblem('error', { node: id, path: [...path, 'paths'] }, 'shares', [
        `the shares add up to ${all} %, not to 100 %`,
        `les parts font ${all} %, et non 100 %`,
      ]),
    ];
  return node.paths.flatMap(({ share }, at) =>
    share > 0
      ? []
      : [
          flowProblem('warning', { node: id, path: [...path, 'paths', at, 'share'] }, 'dead', [
            'nobody takes this path: its share is 0 %',
            'personne ne prend ce chemin : sa part est de 0 %',
          ]),
        ],
  );
};

const LONGEST_DAYS = 3_660;
const tooLong = (duration: string): boolean => {
  const { months = 0, days = 0, ms = 0 } = parseDuration(duration) ?? {};
  return months * 30 + days + ms / 86_400_000 > LONGEST_DAYS;
};

const durationProblems = (text: string | undefined, place: Place): FlowProblem[] =>
  text !== undefined && tooLong(text)
    ? [flowProblem('error', place, 'duration', ['wait ten years at most', 'attendez dix ans au plus'])]
    : [];

const nodeProblems = (node: FlowNode, place: Place, flow: Flow, around: FlowSurroundings): FlowProblem[] => {
  const under = (...below: (string | number)[]): Place => ({ ...place, path: [...place.path, ...below] });
  const ids = nodesById(flow.nodes);
  return [
    ...waysOf(node).flatMap(({ path, to }) =>
      to === undefined || ids.has(to)
        ? []
        : [unknown(under(...path), `there is no node “${to}”`, `il n’y a pas de nœud « ${to} »`)],
    ),
    ...(node.kind === 'branch'
      ? node.paths.flatMap(({ rule }, at) => ruleProblems(rule, under('paths', at, 'rule'), around))
      : []),
    ...(node.kind === 'waitFor' && node.rule ? ruleProblems(node.rule, under('rule'), around) : []),
    ...durationProblems(node.kind === 'wait' ? node.for : undefined, under('for')),
    ...durationProblems(node.kind === 'waitFor' ? node.timeout : undefined, under('timeout')),
    ...namedBy(node, place, flow, around),
    ...shareProblems(node, place),
    ...deliveryProblems(node, place, around),
  ];
};

const shapeProblems = (flow: Flow): FlowProblem[] => {
  const ids = flow.nodes.map(({ id }) => id);
  const reached = reachedFrom(flow.start, flow.nodes);
  const placeOf = (id: string): Place => ({ node: id, path: ['nodes', ids.indexOf(id)] });
  return [
    ...ids.flatMap((id, at) =>
      ids.indexOf(id) === at
        ? []
        : [
            flowProblem('error', { node: id, path: ['nodes', at, 'id'] }, 'repeated', [
              `“${id}” is there twice`,
              `« ${id} » figure deux fois`,
            ]),
          ],
    ),
    ...(ids.includes(flow.start)
      ? []
      : [
          unknown(
            { node: null, path: ['start'] },
            'the flow begins at no node',
            'le scénario ne commence à aucun nœud',
          ),
        ]),
    ...waysBack(flow.nodes).map(({ node, way }) =>
      flowProblem('error', { node, path: [...placeOf(node).path, ...way.path] }, 'endless', [
        'this leads back to where the customer has been: the flow would never end',
        'ceci ramène le client là où il est déjà passé : le scénario ne finirait jamais',
      ]),
    ),
    ...ids
      .filter((id) => !reached.has(id))
      .map((id) =>
        flowProblem('error', placeOf(id), 'unreached', [
          'nothing leads here: join it to another node, or delete it',
          'rien ne mène ici : reliez-le à un autre nœud, ou supprimez-le',
        ]),
      ),
  ];
};

const ACTS: ReadonlySet<string> = new Set(['message', 'trait', 'flow']);

const idleProblems = ({ nodes }: Flow): FlowProblem[] =>
  nodes.some(({ kind }) => ACTS.has(kind))
    ? []
    : [
        flowProblem('warning', { node: null, path: ['nodes'] }, 'idle', [
          'this flow does nothing yet: add a message',
          'ce scénario ne fait encore rien : ajoutez un message',
        ]),
      ];

/** [FLOW-6] All that is wrong with a flow, errors first, each with the node it belongs to. */
export const checkFlow = (flow: Flow, around: FlowSurroundings): FlowProblem[] => {
  const found = [
    ...triggerProblems(flow.trigger, around),
    ...(flow.audience ? ruleProblems(flow.audience, { node: null, path: ['audience'] }, around) : []),
    ...(flow.exit ? ruleProblems(flow.exit, { node: null, path: ['exit'] }, around) : []),
    ...shapeProblems(flow),
    ...flow.nodes.flatMap((node, at) => nodeProblems(node, { node: node.id, path: ['nodes', at] }, flow, around)),
    ...idleProblems(flow),
  ];
  return found.sort((a, b) => (a.level === b.level ? 0 : a.level === 'error' ? -1 : 1));
};
