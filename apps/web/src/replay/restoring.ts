import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { DefinitionPlace, Versions } from '../api/definitionPaths.js';
import { useFormat } from '../i18n/useFormat.js';

export type Version = Versions['items'][number];

/** Brings a version back, as the newest. */
export const restoring =
  ({ kind, id }: DefinitionPlace) =>
  (workspace: string, version: number) =>
    answerOf(
      client.POST('/api/definitions/{kind}/{id}/restore', {
        params: { path: { kind, id }, query: { workspace } },
        body: { version },
      }),
    );

/** When a version was saved and by whom, or that the definition was deleted then. */
export const useVersionWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ definition, savedAt, savedBy }: Version): string =>
    [
      t('versions.saved', { ago: format.ago(savedAt) }),
      ...(savedBy ? [t('versions.by', { name: savedBy })] : []),
      ...(definition === null ? [t('versions.deleted')] : []),
    ].join(' · ');
};
