import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GoesWith, Products } from '../../api/nextPaths.js';
import { goesWithQuery, productsQuery } from '../../api/nextQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import { useAddress } from '../../shell/search.js';
import { Answer } from '../AnalysisPage.js';
import { BarsPanel } from './BarsPanel.js';
import classes from './next.module.css';

const DRAWN = 10;

/** The products bought with one, or after it. */
const Going = ({ way, items }: { way: 'together' | 'after'; items: GoesWith['after'] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const bars = useMemo(
    () =>
      items.slice(0, DRAWN).map(({ name, share, customers }) => ({
        ...{ name, share },
        told: [t('common.customers', { count: customers })],
      })),
    [items, t],
  );
  if (items.length === 0)
    return (
      <div>
        <h3 className={classes.title}>{t(`next.${way}`)}</h3>
        <p className={classes.note}>{t('next.nothing')}</p>
      </div>
    );
  return (
    <BarsPanel
      title={t(`next.${way}`)}
      file={`parcours-next-${way}`}
      bars={bars}
      columns={[
        { name: t('next.product'), cells: items.map(({ name }) => ({ told: name, value: name })) },
        {
          name: t('next.customers'),
          cells: items.map(({ customers: value }) => ({ told: format.number(value), value })),
        },
        { name: t('next.share'), cells: items.map(({ share: value }) => ({ told: format.percent(value), value })) },
        { name: t('next.lift'), cells: items.map(({ lift: value }) => ({ told: format.short(value), value })) },
      ]}
    />
  );
};

const Asked = ({ product }: { product: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const workspace = useWorkspace();
  return (
    <Answer query={useQuery(goesWithQuery(workspace.id, product))} height={300}>
      {({ buyers, again, together, after, name }) => (
        <>
          <p className={classes.told}>
            <strong>{name}</strong> {t('next.told', { count: buyers, again: format.percent(again) })}
          </p>
          <div className={classes.charts}>
            <Going way="after" items={after} />
            <Going way="together" items={together} />
          </div>
        </>
      )}
    </Answer>
  );
};

const optionOf = ({ product: value, name, category }: Products['items'][number]) => ({
  value,
  label: category === null || category === name ? name : `${name} · ${category}`,
});

/** The products sought, and always the one chosen: a choice that is not among what is offered would be forgotten. */
const useOptions = (sought: string) => {
  const workspace = useWorkspace();
  const [{ product }] = useAddress();
  const most = useQuery(productsQuery(workspace.id, '')).data?.items[0];
  const shown = product ?? most?.product;
  const own = useQuery({ ...goesWithQuery(workspace.id, shown ?? ''), enabled: shown !== undefined }).data;
  const found = useQuery(productsQuery(workspace.id, sought)).data?.items ?? [];
  const chosen = own && own.product === shown && !found.some((one) => one.product === shown) ? [own] : [];
  return { shown, options: [...found, ...chosen].map(optionOf) };
};

/** What goes with a product, the one most buy where none is chosen. */
export const GoesWithPanel = () => {
  const { t } = useTranslation();
  const [, change] = useAddress();
  const [sought, seek] = useState('');
  const { shown, options } = useOptions(sought);
  return (
    <div>
      <h2 className={classes.title}>{t('next.withTitle')}</h2>
      <p className={classes.note}>{t('next.withHint')}</p>
      <Select
        className={classes.choice}
        label={t('next.choose')}
        data={options}
        searchable
        allowDeselect={false}
        filter={({ options: all }) => all}
        value={shown ?? null}
        onSearchChange={(text) => seek(options.some(({ label }) => label === text) ? '' : text)}
        onChange={(chosen) => change({ product: chosen ?? undefined }, { replace: true })}
        nothingFoundMessage={t('next.none')}
      />
      {shown && <Asked product={shown} />}
    </div>
  );
};
