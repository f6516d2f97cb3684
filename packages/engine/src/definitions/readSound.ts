import {
  type DefinitionKind,
  momentsSchema,
  type Problem,
  personasSchema,
  type Reading,
  readBy,
  readModel,
  segmentSchema,
} from '@parcours/core';
import { DomainError } from '../ports.js';

const readers: Readonly<Record<DefinitionKind, (input: unknown) => Reading<unknown>>> = {
  model: readModel,
  segment: (input) => readBy(segmentSchema, input),
  personas: (input) => readBy(personasSchema, input),
  moments: (input) => readBy(momentsSchema, input),
};

/** What a person calls them. */
export const NAMES: Readonly<Record<DefinitionKind, string>> = {
  model: 'model',
  segment: 'segment',
  personas: 'list of personas',
  moments: 'catalogue of moments',
};

const refuse = (kind: DefinitionKind, problems: readonly Problem[]): never => {
  const [first] = problems;
  const where = first?.path.join('.');
  const what = first ? `${where ? `${where}: ` : ''}${first.message.en}` : `it is not a ${NAMES[kind]}`;
  throw new DomainError(`${kind}.invalid`, 422, `This ${NAMES[kind]} cannot be used: ${what}.`, problems.slice(0, 50));
};

/** A definition sound by itself, from anything. @throws DomainError <kind>.invalid (422) whose details are the problems, each with its path */
export const readSound = (kind: DefinitionKind, input: unknown): unknown => {
  const reading = readers[kind](input);
  return 'problems' in reading ? refuse(kind, reading.problems) : reading.ok;
};
