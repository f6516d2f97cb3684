import {
  checkCircles,
  checkModelReferences,
  checkMoments,
  checkPersonas,
  checkSegment,
  type Definitions,
  type Problem,
} from '@parcours/core';
import { DomainError } from '../ports.js';
import type { Change, Draft } from './draft.js';

const refuse = (problems: readonly Problem[], about: string): never => {
  const [first] = problems;
  const where = first?.path.join('.');
  throw new DomainError(
    'definition.invalid',
    422,
    `${about}: ${where ? `${where}: ` : ''}${first?.message.en}.`,
    problems.slice(0, 50),
  );
};

const problemsOfChange = ({ kind, id, definition }: Change, draft: Definitions): Problem[] => {
  if (definition === null) return [];
  const own = {
    model: () => draft.models.filter((one) => one.id === id).flatMap((model) => checkModelReferences(model, draft)),
    segment: () => draft.segments.filter((one) => one.id === id).flatMap((segment) => checkSegment(segment, draft)),
    personas: () => (draft.personas ? checkPersonas(draft.personas, draft) : []),
    moments: () => checkMoments(draft.moments, draft),
  };
  return own[kind]();
};

/** Those that stay as they are but would now refer to what is gone, by what they are called. */
const brokenOthers = (draft: Definitions): { name: string; problems: Problem[] }[] => [
  ...draft.models.map((model) => ({ name: model.name.en, problems: checkModelReferences(model, draft) })),
  ...draft.segments.map((segment) => ({ name: segment.name.en, problems: checkSegment(segment, draft) })),
  ...(draft.personas ? [{ name: 'the personas', problems: checkPersonas(draft.personas, draft) }] : []),
  { name: 'the moments of truth', problems: checkMoments(draft.moments, draft) },
];

/**
 * Whether a draft can be live: what changes is sound by itself and beside the others, nothing that stays refers to what
 * goes, and nothing asks itself in a circle.
 * @throws DomainError definition.invalid, definition.used (422)
 */
export const checkDraft = ({ definitions }: Draft, changes: readonly Change[]): void => {
  for (const change of changes) {
    const problems = problemsOfChange(change, definitions);
    if (problems.length > 0) refuse(problems, 'This cannot be saved');
  }
  const circles = checkCircles(definitions);
  if (circles.length > 0) refuse(circles, 'This cannot be saved');
  for (const { name, problems } of brokenOthers(definitions)) {
    const [first] = problems;
    if (first)
      throw new DomainError('definition.used', 422, `This is still used by “${name}”: ${first.message.en}.`, problems);
  }
};
