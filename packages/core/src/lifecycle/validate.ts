import { canHold, checkRule, countLeaves } from './checkRule.js';
import type { Problem } from './problem.js';
import type { Leave, Model, Stage } from './schema.js';

const MAX_LEAVES = 200;

const problem = (path: Problem['path'], code: string, en: string, fr: string): Problem => ({
  path,
  code,
  message: { en, fr },
});

const checkUnique = (stages: readonly Stage[]): Problem[] =>
  stages.flatMap(({ id }, index) =>
    stages.findIndex((stage) => stage.id === id) === index
      ? []
      : [
          problem(
            ['stages', index, 'id'],
            'stage-repeated',
            `two stages are called “${id}”`,
            `deux étapes s’appellent « ${id} »`,
          ),
        ],
  );

const checkLeave = (stages: readonly Stage[], from: number, leave: Leave, clause: number): Problem[] => {
  const at = ['stages', from, 'leave', clause, 'to'];
  const to = stages.findIndex(({ id }) => id === leave.to);
  if (to === -1) {
    return [problem(at, 'leave-unknown', `there is no stage “${leave.to}”`, `il n’y a pas d’étape « ${leave.to} »`)];
  }
  if (to === from) {
    return [
      problem(at, 'leave-self', 'a stage cannot lead back to itself', 'une étape ne peut pas ramener à elle-même'),
    ];
  }
  if (leave.kind === 'cycle' && to > from) {
    const en = 'a cycle starts again from an earlier stage, and this one comes later';
    return [problem(at, 'cycle-upwards', en, 'un cycle repart d’une étape antérieure ; celle-ci vient après')];
  }
  return [];
};

const checkLeaveRule = ({ when }: Leave, stage: number, clause: number): Problem[] => {
  const path = ['stages', stage, 'leave', clause, 'when'];
  const problems = checkRule(when, path);
  if (problems.length > 0 || canHold(when)) return problems;
  return [problem(path, 'never', 'this rule can never hold', 'cette règle ne peut jamais être vraie')];
};

const checkStage = (stages: readonly Stage[], stage: Stage, index: number): Problem[] => [
  ...checkRule(stage.enter, ['stages', index, 'enter']),
  ...stage.leave.flatMap((leave, clause) => [
    ...checkLeave(stages, index, leave, clause),
    ...checkLeaveRule(leave, index, clause),
  ]),
];

/** A stage is reached by its own rule, or by a clause of a stage that is reached. */
const checkReachable = (stages: readonly Stage[]): Problem[] => {
  const reached = new Set(stages.filter(({ enter }) => canHold(enter)).map(({ id }) => id));
  for (let grew = true; grew; ) {
    const before = reached.size;
    for (const { id, leave } of stages) {
      if (reached.has(id)) for (const { to, when } of leave) if (canHold(when)) reached.add(to);
    }
    grew = reached.size > before;
  }
  return stages.flatMap(({ id }, index) =>
    reached.has(id)
      ? []
      : [
          problem(
            ['stages', index, 'enter'],
            'stage-unreachable',
            `nobody can ever stand in “${id}”: its rule can never hold and no stage leads to it`,
            `personne ne peut jamais être dans « ${id} » : sa règle ne peut être vraie et aucune étape n’y mène`,
          ),
        ],
  );
};

const checkSize = (stages: readonly Stage[]): Problem[] => {
  const count = stages
    .flatMap(({ enter, leave }) => [enter, ...leave.map(({ when }) => when)])
    .reduce((sum, rule) => sum + countLeaves(rule), 0);
  if (count <= MAX_LEAVES) return [];
  const en = `a model may have ${MAX_LEAVES} conditions at most; this one has ${count}`;
  return [
    problem(
      ['stages'],
      'too-many-conditions',
      en,
      `un modèle compte ${MAX_LEAVES} conditions au plus ; celui-ci en a ${count}`,
    ),
  ];
};

/** What is wrong with a model whose shape is right; empty when it can be used. */
export const validateModel = ({ stages }: Model): Problem[] => [
  ...checkUnique(stages),
  ...stages.flatMap((stage, index) => checkStage(stages, stage, index)),
  ...checkReachable(stages),
  ...checkSize(stages),
];
