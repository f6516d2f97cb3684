import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { answerOf, client } from '../../api/client.js';
import type { Retried, RetryRejected } from '../../api/types.js';
import { useWorkspace } from '../../session/workspace.js';

const NONE: Retried = { passed: 0, failed: 0, gone: 0, reasons: [], next: null };

export const addUp = (sum: Retried, part: Retried): Retried => ({
  passed: sum.passed + part.passed,
  failed: sum.failed + part.failed,
  gone: sum.gone + part.gone,
  reasons: sum.reasons.length > 0 ? sum.reasons : part.reasons,
  next: part.next,
});

interface Parts {
  /** Parts sent at most. */
  most?: number;
  stopped?: () => boolean;
  onPart?: (sum: Retried) => void;
}

/** Sends part after part until all, `most` of them, or `stopped` says so. */
export const retryParts = async (
  workspace: string,
  asked: RetryRejected,
  { most = Number.POSITIVE_INFINITY, stopped, onPart }: Parts = {},
): Promise<Retried> => {
  let sum = NONE;
  for (let parts = 0; parts < most && !stopped?.(); parts++) {
    const after = sum.next === null ? {} : { after: sum.next };
    const body = { ...asked, ...after };
    const part = await answerOf(client.POST('/api/rejected/retry', { params: { query: { workspace } }, body }));
    sum = addUp(sum, part);
    onPart?.(sum);
    if (sum.next === null) break;
  }
  return sum;
};

/** Tries events again, telling how far it has come; can be stopped between two parts. */
export const useRetry = () => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const stopped = useRef(false);
  const [sofar, setSofar] = useState<Retried>(NONE);
  const retry = useMutation({
    mutationFn: (asked: RetryRejected) => {
      stopped.current = false;
      setSofar(NONE);
      return retryParts(workspace.id, asked, { stopped: () => stopped.current, onPart: setSofar });
    },
  });
  return {
    retry,
    sofar,
    stop: () => {
      stopped.current = true;
    },
    /** The lists are read again: apart, so that an answer can be read before what it is about leaves the list. */
    refresh: () => void queries.invalidateQueries({ queryKey: ['rejected', workspace.id] }),
  };
};
