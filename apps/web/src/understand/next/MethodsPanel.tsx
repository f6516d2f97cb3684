import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecommendModel } from '../../api/nextPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import { BarsPanel } from './BarsPanel.js';
import classes from './next.module.css';

/** How much the method served gains over naming what most buy, or that this is not shown. */
const Gain = ({ model: { gain, gainNew, method } }: { model: RecommendModel }) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (method === 'popularity' || gain === null) return null;
  const told = ({ difference, low, high }: typeof gain) => ({
    method: t(`next.names.${method}`),
    difference: format.points(difference),
    low: format.points(low),
    high: format.points(high),
  });
  return (
    <p className={classes.below}>
      {t(gain.low > 0 ? 'next.gain' : 'next.noGain', told(gain))} {gainNew && t('next.gainNew', told(gainNew))}
    </p>
  );
};

/** How well each method foretold what was bought after the cut-off. */
export const MethodsPanel = ({ model }: { model: RecommendModel }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { methods, method, cutoff, tested, learntFrom, products, productsLeftOut } = model;
  const bars = useMemo(
    () =>
      methods.map((one) => ({
        name: t(`next.names.${one.method}`),
        share: one.recall ?? 0,
        told: [`${t('next.recall')}: ${format.fine(one.recall ?? 0)}`],
        strong: one.method === method,
      })),
    [methods, method, t, format],
  );
  const shares = (values: (number | null)[]) =>
    values.map((value) => ({ told: value === null ? '–' : format.fine(value), value }));
  return (
    <>
      <BarsPanel
        title={t('next.methodsTitle')}
        hint={t('next.methodsHint', {
          day: format.day(cutoff),
          customers: format.number(tested.customers),
          best: t(`next.names.${method}`),
        })}
        file="parcours-next-methods"
        bars={bars}
        columns={[
          { name: t('next.method'), cells: bars.map(({ name }) => ({ told: name, value: name })) },
          { name: t('next.recall'), cells: shares(methods.map(({ recall }) => recall)) },
          { name: t('next.error'), cells: shares(methods.map(({ error }) => error)) },
          { name: t('next.recallNew'), cells: shares(methods.map(({ recallNew }) => recallNew)) },
        ]}
      />
      <Gain model={model} />
      <p className={classes.below}>
        {t('next.learnt', { customers: format.number(learntFrom), products: format.number(products) })}{' '}
        {productsLeftOut > 0 && t('next.leftOut', { count: productsLeftOut })}
      </p>
    </>
  );
};
