import type { Model, Rule } from '@parcours/core';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answerOf, client } from './client.js';
import type { VersionedPlace } from './definitionPaths.js';

const of = (workspace: string) => ({ params: { query: { workspace } } });

export const vocabularyQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['vocabulary', workspace],
    queryFn: () => answerOf(client.GET('/api/rules/vocabulary', of(workspace))),
    staleTime: 120_000,
  });

export const rulePreviewQuery = (workspace: string, rule: Rule) =>
  queryOptions({
    queryKey: ['rulePreview', workspace, rule],
    queryFn: ({ signal }) => answerOf(client.POST('/api/rules/preview', { ...of(workspace), body: { rule }, signal })),
    placeholderData: keepPreviousData,
  });

/** What a draft would change, with the draft itself: while the next is looked at, the last is still shown. */
export const modelPreviewQuery = (workspace: string, model: Model | null) =>
  queryOptions({
    queryKey: ['modelPreview', workspace, model],
    queryFn: async ({ signal }) => {
      if (!model) return null;
      const preview = await answerOf(client.POST('/api/models/preview', { ...of(workspace), body: { model }, signal }));
      return { preview, model };
    },
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

/** How many people of a band are shown at most. */
const SHOWN = 200;
export const bandPeopleQuery = (workspace: string, model: Model, from: string | null, to: string | null) =>
  queryOptions({
    queryKey: ['bandPeople', workspace, model, from, to],
    queryFn: ({ signal }) =>
      answerOf(
        client.POST('/api/models/preview/people', {
          ...of(workspace),
          body: { model, from, to, limit: SHOWN },
          signal,
        }),
      ),
    staleTime: 60_000,
  });

export const segmentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['segments', workspace],
    queryFn: () => answerOf(client.GET('/api/segments', of(workspace))),
  });

export const personasQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['personas', workspace],
    queryFn: () => answerOf(client.GET('/api/personas', of(workspace))),
  });

export const momentsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['moments', workspace],
    queryFn: () => answerOf(client.GET('/api/moments', of(workspace))),
  });

export const versionsQuery = (workspace: string, place: VersionedPlace) =>
  queryOptions({
    queryKey: ['versions', workspace, place],
    queryFn: () =>
      answerOf(
        client.GET('/api/definitions/{kind}/{id}/versions', { params: { path: { ...place }, query: { workspace } } }),
      ),
  });

const WATCHED_MS = 1_000;
const IDLE_MS = 30_000;
/** Looked at often while one runs, now and then otherwise: it may have been started elsewhere. */
export const replaysQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['replays', workspace],
    queryFn: () => answerOf(client.GET('/api/replays', of(workspace))),
    refetchInterval: ({ state }) =>
      state.data?.items.some((replay) => replay.state === 'running') ? WATCHED_MS : IDLE_MS,
    staleTime: 0,
  });
