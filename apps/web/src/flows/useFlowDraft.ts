import type { Flow } from '@parcours/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { answerOf, client } from '../api/client.js';
import type { FlowView } from '../api/flowPaths.js';
import { FLOWS } from '../api/flowQueries.js';
import { record, redo, startHistory, undo } from '../rules/edit/history.js';
import { useWorkspace } from '../session/workspace.js';
import { settled } from '../ui/BilingualField.js';
import { slugOf } from '../ui/slug.js';

export interface FlowEditorProps {
  beginning: Flow;
  saved?: FlowView;
  taken: readonly string[];
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A flow while it is drawn, with its steps back and forth, and what saves it. */
export const useFlowDraft = ({ beginning, saved, taken }: FlowEditorProps) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [history, setHistory] = useState(startHistory(beginning));
  const done = useRef(false);
  const draft = history.now;
  const name = settled(draft.name);
  const whole: Flow = {
    ...draft,
    name: name ?? { en: '…', fr: '…' },
    id: saved ? draft.id : slugOf(name?.en ?? '', [...taken, 'new'], 'flow'),
  };
  const saving = useMutation({
    mutationFn: (body: Flow) =>
      answerOf(
        client.PUT('/api/flows/{id}', {
          params: { path: { id: body.id }, query: { workspace: workspace.id, version: saved?.version ?? 0 } },
          body,
        }),
      ),
    onSuccess: async ({ flow }) => {
      done.current = true;
      await queries.invalidateQueries({ queryKey: [FLOWS, workspace.id] });
      if (!saved) void navigate({ to: '/flows/edit/$id', params: { id: flow.id }, search: {} });
    },
  });
  return {
    draft,
    whole,
    named: name !== undefined,
    set: (flow: Flow) => setHistory((now) => record(now, flow)),
    change: (part: Partial<Flow>) => setHistory((now) => record(now, { ...now.now, ...part })),
    undo: history.past.length > 0 ? () => setHistory(undo) : undefined,
    redo: history.future.length > 0 ? () => setHistory(redo) : undefined,
    changed: !same(draft, beginning),
    unsaved: () => !done.current && !same(draft, beginning),
    saving,
    save: () => saving.mutate(whole),
  };
};
export type FlowDraft = ReturnType<typeof useFlowDraft>;
