import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionPlace, VersionedPlace } from '../api/definitionPaths.js';
import { versionsQuery } from '../api/definitions.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import classes from './replay.module.css';
import { restoring, useVersionWords, type Version } from './restoring.js';
import { useSaving } from './useSaving.js';

/** What makes an earlier version the next one, while it does. */
interface Restoring {
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly variables: number | undefined;
  readonly mutate: (version: number) => void;
}

interface ListProps {
  items: readonly Version[];
  restore: Restoring;
  /** Whether a version without a definition is something to go back to. */
  emptyToo: boolean;
}

const List = ({ items, restore, emptyToo }: ListProps) => {
  const { t } = useTranslation();
  const wordsOf = useVersionWords();
  const may = useMay('define');
  return (
    <>
      <p className={classes.hint}>{t('versions.hint')}</p>
      {restore.error && (
        <p role="alert" className={classes.hint}>
          {t('errors.refused')} {restore.error.message}
        </p>
      )}
      <ol className={classes.versions}>
        {items.map((item, at) => (
          <li key={item.version}>
            <span>{t(at === 0 ? 'versions.now' : 'versions.past', { version: item.version })}</span>
            <span className={classes.soft}>{wordsOf(item)}</span>
            {may && at > 0 && (emptyToo || item.definition !== null) && (
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

interface EarlierProps extends Pick<ListProps, 'restore'> {
  place: VersionedPlace;
  emptyToo?: boolean;
}

/** What something was before, and the way back to it. Nothing where it was saved once or never. */
export const EarlierVersions = ({ place, restore, emptyToo = false }: EarlierProps) => {
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
      {opened && <List items={items} restore={restore} emptyToo={emptyToo} />}
    </section>
  );
};

/** What a definition was before, and the way back to it through a replay. */
export const VersionList = ({ place }: { place: DefinitionPlace }) => (
  <EarlierVersions place={place} restore={useSaving(restoring(place))} />
);
