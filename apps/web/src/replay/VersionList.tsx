import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import type { DefinitionPlace, Versions } from '../api/definitionPaths.js';
import { versionsQuery } from '../api/definitions.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import classes from './replay.module.css';
import { useSaving } from './useSaving.js';

type Version = Versions['items'][number];

const restoring =
  ({ kind, id }: DefinitionPlace) =>
  (workspace: string, version: number) =>
    answerOf(
      client.POST('/api/definitions/{kind}/{id}/restore', {
        params: { path: { kind, id }, query: { workspace } },
        body: { version },
      }),
    );

const useVersionWords = () => {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ definition, savedAt, savedBy }: Version): string =>
    [
      t('versions.saved', { ago: format.ago(savedAt) }),
      ...(savedBy ? [t('versions.by', { name: savedBy })] : []),
      ...(definition === null ? [t('versions.deleted')] : []),
    ].join(' · ');
};

const List = ({ place, items }: { place: DefinitionPlace; items: readonly Version[] }) => {
  const { t } = useTranslation();
  const wordsOf = useVersionWords();
  const may = useMay('define');
  const restore = useSaving(restoring(place));
  return (
    <>
      <p className={classes.hint}>{t('versions.hint')}</p>
      {restore.isError && (
        <p role="alert" className={classes.hint}>
          {t('errors.refused')} {restore.error.message}
        </p>
      )}
      <ol className={classes.versions}>
        {items.map((item, at) => (
          <li key={item.version}>
            <span>{t(at === 0 ? 'versions.now' : 'versions.past', { version: item.version })}</span>
            <span className={classes.soft}>{wordsOf(item)}</span>
            {may && at > 0 && item.definition !== null && (
              <Button
                variant="default"
                size="compact-xs"
                loading={restore.isPending && restore.variables === item.version}
                aria-label={t('versions.restoreOf', { version: item.version })}
                onClick={() => restore.mutate(item.version)}
              >
                {t('versions.restore')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
};

/** What a definition was before, and the way back to it. Nothing where it was saved once or never. */
export const VersionList = ({ place }: { place: DefinitionPlace }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [opened, setOpened] = useState(false);
  const items = useQuery({ ...versionsQuery(workspace.id, place), retry: false }).data?.items ?? [];
  if (items.length < 2) return null;
  return (
    <section className={classes.earlier}>
      <UnstyledButton className={classes.disclosure} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <IconChevronDown size={16} aria-hidden className={opened ? undefined : classes.folded} />
        {t('versions.title')}
      </UnstyledButton>
      {opened && <List place={place} items={items} />}
    </section>
  );
};
