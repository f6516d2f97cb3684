import { Select, Skeleton } from '@mantine/core';
import { type Model, readModel } from '@parcours/core';
import { IconArrowRight, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DefinitionPlace } from '../../api/definitionPaths.js';
import { versionsQuery } from '../../api/definitions.js';
import { useWords } from '../../i18n/useWords.js';
import { useVersionWords, type Version } from '../../replay/restoring.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { PageHeader } from '../../ui/PageHeader.js';
import { EmptyState, ErrorState, NotFound } from '../../ui/states.js';
import { Differences } from './Differences.js';
import { Restore } from './Restore.js';
import classes from './versions.module.css';

const modelOf = ({ definition }: Version): Model | null => {
  const reading = readModel(definition);
  return 'ok' in reading ? reading.ok : null;
};

interface Chosen {
  before: Version;
  after: Version;
}

/** The two versions that the address names, else the newest and the one before it. */
const useChosen = (items: readonly [Version, ...Version[]]): Chosen => {
  const [address] = useAddress();
  const numbered = (version: string | undefined) => items.find((item) => String(item.version) === version);
  const after = numbered(address.after) ?? items[0];
  const earlier = items.find(({ version, definition }) => version < after.version && definition !== null);
  return { after, before: numbered(address.before) ?? earlier ?? after };
};

const Picker = ({ items, side, value }: { items: readonly Version[]; side: keyof Chosen; value: Version }) => {
  const { t } = useTranslation();
  const wordsOf = useVersionWords();
  const [, change] = useAddress();
  return (
    <Select
      label={t(`compare.${side}`)}
      className={classes.picker}
      data={items.map((item, at) => ({
        value: String(item.version),
        label:
          at === 0 && item.definition !== null
            ? t('compare.inUse', { version: item.version })
            : t('compare.option', { version: item.version, when: wordsOf(item) }),
      }))}
      value={String(value.version)}
      allowDeselect={false}
      comboboxProps={{ shadow: 'md' }}
      onChange={(version) => version && change({ [side]: version }, { replace: true })}
    />
  );
};

const Between = ({ before, after }: Chosen) => {
  const { t } = useTranslation();
  const models = useMemo(() => ({ before: modelOf(before), after: modelOf(after) }), [before, after]);
  const deleted = [after, before].find(({ definition }) => definition === null);
  if (deleted) return <p className={classes.count}>{t('compare.gone', { version: deleted.version })}</p>;
  if (!models.before || !models.after) return <p className={classes.count}>{t('compare.unreadable')}</p>;
  return <Differences before={models.before} after={models.after} />;
};

const Reading = ({ place, items }: { place: DefinitionPlace; items: readonly [Version, ...Version[]] }) => {
  const { t } = useTranslation();
  const { say } = useWords();
  const chosen = useChosen(items);
  const named = items.find(({ definition }) => definition !== null)?.definition as Model | undefined;
  const live = items[0].definition !== null;
  const [newest] = items;
  const restorable = chosen.before.version !== newest.version && chosen.before.definition !== null;
  return (
    <>
      {live && (
        <p className={classes.back}>
          <Link to="/models/$id" params={{ id: place.id }} className="link">
            {`← ${t('compare.back')}`}
          </Link>
        </p>
      )}
      <PageHeader title={t('compare.title', { name: named ? say(named.name) : place.id })} text={t('compare.text')} />
      {items.length < 2 ? (
        <EmptyState
          icon={<IconHistory size={28} stroke={1.5} aria-hidden />}
          title={t('compare.once')}
          text={t('compare.onceText')}
        />
      ) : (
        <>
          <fieldset className={classes.pickers} aria-label={t('compare.choose')}>
            <Picker items={items} side="before" value={chosen.before} />
            <IconArrowRight size={18} stroke={1.75} aria-hidden className={classes.arrow} />
            <Picker items={items} side="after" value={chosen.after} />
          </fieldset>
          <Between {...chosen} />
          {restorable && <Restore key={chosen.before.version} place={place} chosen={chosen.before} live={live} />}
          {!restorable && live && <p className={classes.soft}>{t('compare.already', { version: newest.version })}</p>}
        </>
      )}
    </>
  );
};

/** What a model was at each time it was saved: two versions compared, and the way back. */
export const VersionsPage = () => {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/models/$id/versions' });
  const workspace = useWorkspace();
  const place = useMemo((): DefinitionPlace => ({ kind: 'model', id }), [id]);
  const query = useQuery({ ...versionsQuery(workspace.id, place), retry: false });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) {
    return (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={480} radius="lg" />
      </div>
    );
  }
  const [newest, ...earlier] = query.data.items;
  return newest ? <Reading place={place} items={[newest, ...earlier]} /> : <NotFound />;
};
