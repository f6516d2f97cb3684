import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type Ref, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { relationshipQuery } from '../api/strengthQueries.js';
import type { Relationship as Told } from '../api/types.js';
import { Chart, type ChartHandle, type Inks } from '../charts/Chart.js';
import { ChartPanel } from '../charts/ChartPanel.js';
import chartClasses from '../charts/charts.module.css';
import { useFormat } from '../i18n/useFormat.js';
import { useWords } from '../i18n/useWords.js';
import { useWorkspace } from '../session/workspace.js';
import { Scrollable } from '../ui/Scrollable.js';
import { ErrorState } from '../ui/states.js';
import { relationshipOption } from './relationshipOption.js';
import { StrengthMark, wordOf } from './StrengthMark.js';
import classes from './strength.module.css';
import { useMoments } from './useBelongs.js';

type Moment = Told['moments'][number];

/** A moment in words: what it did, its name, its weight. */
const useTold = (): ((moment: Moment) => string) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { say } = useWords();
  return ({ effect, name, weight }) =>
    t('strength.said', {
      effect: t(`kind.${effect}`),
      name: say(name),
      weight: `${effect === 'reinforce' ? '+' : '−'}${format.short(weight)}`,
    });
};

const StrengthChart = ({ told, ref }: { told: Told; ref: Ref<ChartHandle> }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTold();
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is said changes with the format's language only
  const option = useCallback(
    (inks: Inks) => {
      const words = { day: format.day, moment: format.moment, number: format.number, told: tell };
      return relationshipOption(told, inks, words, t('strength.broken'));
    },
    [told, format],
  );
  return <Chart ref={ref} className={chartClasses.chart} label={t('strength.over')} option={option} />;
};

/** The curve's points with the moments that happened at each, the last point of an instant telling them. */
const linesOf = ({ curve, moments }: Told) =>
  curve.map((point, index) => {
    const followed = curve[index + 1]?.at === point.at;
    return { ...point, happened: followed ? [] : moments.filter(({ at }) => at === point.at) };
  });

const StrengthTable = ({ told }: { told: Told }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const tell = useTold();
  const lines = linesOf(told).map((line, place) => ({ ...line, place }));
  return (
    <Scrollable className={chartClasses.table} label={t('strength.over')}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('strength.at')}</Table.Th>
            <Table.Th scope="col">{t('strength.value')}</Table.Th>
            <Table.Th scope="col">{t('strength.state')}</Table.Th>
            <Table.Th scope="col">{t('strength.moment')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.toReversed().map(({ at, strength, broken, happened, place }) => (
            <Table.Tr key={place}>
              <Table.Td>{format.moment(at)}</Table.Td>
              <Table.Td className="figure">{format.short(strength)}</Table.Td>
              <Table.Td>{t(broken ? 'strength.broken' : 'strength.whole')}</Table.Td>
              <Table.Td>{happened.map(tell).join(' · ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Scrollable>
  );
};

const Now = ({ strength, broken }: { strength: number; broken: boolean }) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={classes.now}>
      <p className={classes.nowWords}>
        <strong>{t(`strength.word_${wordOf(strength)}`)}</strong>
        <span className="figure">{t('strength.now', { value: format.number(Math.round(strength)) })}</span>
        {broken && <StrengthMark strength={strength} broken />}
      </p>
      <div className={classes.gauge} aria-hidden>
        <span className={classes.gaugeFill} style={{ width: `${strength}%` }} />
      </div>
      {broken && <p className={classes.hint}>{t('strength.brokenText')}</p>}
    </div>
  );
};

/** A customer's relationship by moments of truth: now in words, over time as a curve, each moment on it. */
export const Relationship = ({ id }: { id: string }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const tell = useTold();
  const defined = useMoments().length > 0;
  const told = useQuery({ ...relationshipQuery(workspace.id, id), enabled: defined });
  if (!defined) return null;
  return (
    <section aria-labelledby="relationship">
      <h2 id="relationship" className={classes.title}>
        {t('strength.title')}
      </h2>
      {told.isError && <ErrorState error={told.error} onRetry={() => void told.refetch()} />}
      {told.isPending && <Skeleton height={180} radius="lg" />}
      {told.data && told.data.strength === null && <p className={classes.hint}>{t('strength.none')}</p>}
      {told.data && told.data.strength !== null && (
        <div className={classes.card}>
          <Now strength={told.data.strength} broken={told.data.broken} />
          <ChartPanel
            title={t('strength.over')}
            hint={t('strength.hint')}
            file={`parcours-${id.slice(0, 8)}`}
            chart={(ref) => <StrengthChart ref={ref} told={told.data} />}
            table={<StrengthTable told={told.data} />}
            csv={() => ({
              header: [t('strength.at'), t('strength.value'), t('strength.state'), t('strength.moment')],
              rows: linesOf(told.data).map(({ at, strength, broken, happened }) => [
                ...[at, strength, t(broken ? 'strength.broken' : 'strength.whole')],
                happened.map(tell).join(' · '),
              ]),
            })}
          />
          <p className={classes.hint}>
            <Link to="/moments/impact" className="quiet-link">
              {t('strength.seeMoments')}
            </Link>
          </p>
        </div>
      )}
    </section>
  );
};
