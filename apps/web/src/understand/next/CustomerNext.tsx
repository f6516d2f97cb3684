import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Next } from '../../api/nextPaths.js';
import { customerNextQuery } from '../../api/nextQueries.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useWorkspace } from '../../session/workspace.js';
import classes from './next.module.css';

const Item = ({ item: { name, why } }: { item: Next['items'][number] }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const share = format.percent(why.share);
  return (
    <li>
      <span className={classes.itemName}>{name}</span>{' '}
      <span className={classes.note}>
        {why.name === null ? t('next.whyAll', { share }) : t('next.why', { share, name: why.name })}
      </span>
    </li>
  );
};

/** What one customer may buy next, and why; nothing where there is too little to tell. */
export const CustomerNext = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { data } = useQuery(customerNextQuery(workspace.id, id));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="next">
      <h2 id="next" className={classes.title}>
        {t('next.card')}
      </h2>
      <p className={classes.note}>{t('next.cardHint')}</p>
      <ol className={classes.items}>
        {data.items.map((item) => (
          <Item key={item.product} item={item} />
        ))}
      </ol>
    </section>
  );
};
