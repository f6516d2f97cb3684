import { useDebouncedValue } from '@mantine/hooks';
import { type Problem, type Rule, readRule } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { rulePreviewQuery } from '../../api/definitions.js';
import { useWorkspace } from '../../session/workspace.js';
import { problemsOf } from '../edit/problems.js';

const WAIT_MS = 350;
/** Never asked: there is a rule whenever the question is put. */
const NOBODY: Rule = { any: [] };

/** Whom a rule holds for, asked again when it has been still for a moment, and what is wrong with it. */
export const useRulePreview = (rule: Rule | null) => {
  const workspace = useWorkspace();
  const [still] = useDebouncedValue(rule, WAIT_MS);
  const own: readonly Problem[] = useMemo(() => {
    const reading = rule && readRule(rule);
    return reading && 'problems' in reading ? reading.problems : [];
  }, [rule]);
  const asked = still !== null && rule !== null && own.length === 0;
  const query = useQuery({ ...rulePreviewQuery(workspace.id, still ?? NOBODY), enabled: asked, retry: false });
  const found = still === rule ? problemsOf(query.error, ['rule']) : [];
  return {
    rule,
    problems: own.length > 0 ? own : found,
    data: asked ? query.data : undefined,
    waiting: asked && (still !== rule || query.isFetching),
    failed: query.isError && problemsOf(query.error).length === 0,
    retry: () => void query.refetch(),
  };
};
export type Preview = ReturnType<typeof useRulePreview>;
