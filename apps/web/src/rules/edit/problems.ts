import type { Problem } from '@parcours/core';
import { ApiError } from '../../api/client.js';
import type { Path } from './tree.js';

const startsWith = (path: Path, start: Path): boolean => start.every((part, at) => path[at] === part);

/** Problems at a place or below it. */
export const problemsWithin = (problems: readonly Problem[], path: Path): readonly Problem[] =>
  problems.filter((problem) => startsWith(problem.path, path));

/** Problems of a place itself, not of the rules within it. */
export const problemsAt = (problems: readonly Problem[], path: Path): readonly Problem[] =>
  problems.filter((problem) => problem.path.length === path.length && startsWith(problem.path, path));

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'path' in value && Array.isArray(value.path) && 'message' in value;

/** What the server found wrong with a definition; their paths are told from below `start`. */
export const problemsOf = (error: unknown, start: Path = []): readonly Problem[] => {
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return [];
  const problems = error.details.filter(isProblem);
  return problems.map((problem) =>
    startsWith(problem.path, start) ? { ...problem, path: problem.path.slice(start.length) } : problem,
  );
};
