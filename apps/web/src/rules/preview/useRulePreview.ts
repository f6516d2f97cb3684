import { useDebouncedValue } from '@mantine/hooks';
import { type Rule, readRule } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { rulePreviewQuery } from '../../api/definitions.js';
import { useMay } from '../../session/useMay.js';
import { useWorkspace } from '../../session/workspace.js';
import { problemsOf } from '../edit/problems.js';

const WAIT_MS = 350;
/** Never asked: there is a rule whenever the question is put. */
const NOBODY: Rule = { any: [] };

const readWritten = (written: string) => {
  const rule = JSON.parse(written) as Rule | null;
  const reading = rule && readRule(rule);
  return { rule, problems: reading && 'problems' in reading ? reading.problems : [] };
};

/** Whom a rule holds for, asked again when it has been still for a moment, and what is wrong with it. */
export const useRulePreview = (rule: Rule | null) => {
  const workspace = useWorkspace();
  const may = useMay('preview');
  // Compared as text: the same rule made anew is no other rule.
  const written = JSON.stringify(rule);
  const [still] = useDebouncedValue(written, WAIT_MS);
  const { problems: own } = useMemo(() => readWritten(written), [written]);
  const asked = useMemo(() => readWritten(still), [still]);
  const enabled = may && rule !== null && own.length === 0 && asked.rule !== null && asked.problems.length === 0;
  const query = useQuery({ ...rulePreviewQuery(workspace.id, asked.rule ?? NOBODY), enabled, retry: false });
  const found = still === written ? problemsOf(query.error, ['rule']) : [];
  return {
    rule,
    problems: own.length > 0 ? own : found,
    data: enabled ? query.data : undefined,
    waiting: enabled && (still !== written || query.isFetching),
    refused: !may,
    failed: query.isError && problemsOf(query.error).length === 0,
    retry: () => void query.refetch(),
  };
};
export type Preview = ReturnType<typeof useRulePreview>;
