import type { Content } from '@parcours/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { answerOf, client } from '../api/client.js';
import type { Contents, ContentView } from '../api/contentPaths.js';
import { CONTENTS } from '../api/contentQueries.js';
import { useWorkspace } from '../session/workspace.js';
import { settled } from '../ui/BilingualField.js';
import { slugOf } from '../ui/slug.js';

export interface EditorProps {
  beginning: Content;
  saved?: ContentView;
  contents: Contents;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A content while it is written, and what saves it. */
export const useContentDraft = ({ beginning, saved, contents }: EditorProps) => {
  const workspace = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(beginning);
  const done = useRef(false);
  const name = settled(draft.name);
  const taken = contents.items.map(({ content }) => content.id);
  const whole: Content = {
    ...draft,
    name: name ?? draft.name,
    id: saved ? draft.id : slugOf(name?.en ?? '', [...taken, 'new'], 'email'),
  };
  const saving = useMutation({
    mutationFn: (body: Content) =>
      answerOf(
        client.PUT('/api/contents/{id}', {
          params: { path: { id: body.id }, query: { workspace: workspace.id, version: saved?.version ?? 0 } },
          body,
        }),
      ),
    onSuccess: async ({ content }) => {
      done.current = true;
      await queries.invalidateQueries({ queryKey: [CONTENTS, workspace.id] });
      if (!saved) void navigate({ to: '/contents/edit/$id', params: { id: content.id }, search: {} });
    },
  });
  return {
    draft,
    whole,
    saving,
    change: (part: Partial<Content>) => setDraft((now) => ({ ...now, ...part }) as Content),
    named: name !== undefined,
    unsaved: () => !done.current && !same(draft, beginning),
    save: () => saving.mutate(whole),
    discard: () => {
      saving.reset();
      setDraft(beginning);
    },
  };
};
