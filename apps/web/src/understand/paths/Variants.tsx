import { UnstyledButton } from '@mantine/core';
import type { PathPlaceAsked } from '@parcours/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { Paths } from '../../api/understandPaths.js';
import { useFormat } from '../../i18n/useFormat.js';
import classes from './paths.module.css';
import type { PathWords } from './usePathWords.js';

/** Steps of a path that are spelt out; one that repeats counts once. */
const SPELT = 8;
const ARROW = ' → ';

interface Run {
  readonly name: string;
  readonly times: number;
}

/** The steps of a path, with how many times each came in a row. */
const runsOf = (path: readonly string[]): Run[] => {
  const runs: Run[] = [];
  for (const name of path) {
    const last = runs.at(-1);
    if (last?.name === name) runs[runs.length - 1] = { name, times: last.times + 1 };
    else runs.push({ name, times: 1 });
  }
  return runs;
};

const longer = (runs: readonly Run[]): number => runs.slice(SPELT).reduce((sum, { times }) => sum + times, 0);

/** Different paths, the most frequent first; each opens onto who took it. */
export const Variants = ({
  paths,
  words,
  onOpen,
}: {
  paths: Paths;
  words: PathWords;
  onOpen: (of: PathPlaceAsked) => void;
}) => {
  const { t } = useTranslation();
  const format = useFormat();
  const told = ({ name, times }: Run) =>
    times === 1 ? words.step(name) : `${words.step(name)} × ${format.number(times)}`;
  return (
    <ol className={classes.variants}>
      {paths.variants.map(({ path, count, share, customers, medianSeconds }) => {
        const runs = runsOf(path);
        return (
          <li key={JSON.stringify(path)}>
            <UnstyledButton className={classes.variant} onClick={() => onOpen({ variant: path })}>
              <span className={classes.variantHead}>
                <span className={classes.variantCount}>{t('common.customers', { count: customers })}</span>
                <span className={classes.soft}>
                  {customers !== count && `${t('paths.paths', { count })} · `}
                  {format.percent(share)}
                </span>
              </span>
              <div className={classes.bar} style={{ '--share': share } as CSSProperties} aria-hidden />
              <span className={classes.way}>{runs.slice(0, SPELT).map(told).join(ARROW)}</span>
              <span className={`${classes.way} ${classes.soft}`}>
                {runs.length > SPELT && ` ${t('paths.longer', { count: longer(runs) })}`}
                {path.length > 1 && ` · ${t('paths.took', { time: words.duration(medianSeconds) })}`}
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ol>
  );
};
