import { Button, Drawer, Skeleton } from '@mantine/core';
import type { Model } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BandPeople } from '../../api/definitionPaths.js';
import { bandPeopleQuery } from '../../api/definitions.js';
import { useNameOf } from '../../customers/nameOf.js';
import { useWorkspace } from '../../session/workspace.js';
import { CustomerLink } from '../../ui/CustomerLink.js';
import { ErrorState } from '../../ui/states.js';
import type { FlowBand } from './flow.js';
import classes from './preview.module.css';
import type { FlowWords } from './useFlowWords.js';

interface BandProps {
  band: FlowBand;
  model: Model;
  words: FlowWords;
}

/** How many are listed before more are asked for. */
const FIRST = 30;

const People = ({ items }: { items: BandPeople['items'] }) => {
  const { t } = useTranslation();
  const nameOf = useNameOf();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, FIRST);
  return (
    <>
      <ul className={classes.people} aria-label={t('preview.peopleList')}>
        {shown.map(({ id, name }) => (
          <li key={id}>
            <CustomerLink id={id} name={nameOf({ id, name, email: null })} />
          </li>
        ))}
      </ul>
      {shown.length < items.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          {t('preview.showAll', { count: items.length - shown.length })}
        </Button>
      )}
    </>
  );
};

const Behind = ({ band, model, words }: BandProps) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const query = useQuery({ ...bandPeopleQuery(workspace.id, model, band.from, band.to), retry: false });
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <div role="status" aria-label={t('common.loading')}>
        <Skeleton height={240} radius="md" />
      </div>
    );
  }
  const { items } = query.data;
  return (
    <>
      <p className={classes.lead}>
        {words.people(band.customers)} · {words.share(band.customers)}
      </p>
      {items.length === 0 ? <p className={classes.soft}>{t('preview.noPeople')}</p> : <People items={items} />}
      {items.length < band.customers && items.length > 0 && (
        <p className={classes.few}>
          {t('preview.peopleFew', { shown: words.count(items.length), all: words.count(band.customers) })}
        </p>
      )}
    </>
  );
};

/** The people behind one band, beside the drawing. */
export const BandDrawer = ({
  chosen,
  onClose,
  ...rest
}: Omit<BandProps, 'band'> & { chosen: FlowBand | null; onClose: () => void }) => {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={chosen !== null}
      onClose={onClose}
      position="right"
      size="24rem"
      title={chosen ? rest.words.title(chosen) : ''}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {chosen && <Behind key={chosen.key} band={chosen} {...rest} />}
    </Drawer>
  );
};
