import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RfmGrid } from '../../api/valuePaths.js';
import { saveCsv } from '../../charts/download.js';
import { saveElementPng } from '../../charts/elementPng.js';
import { useFormat } from '../../i18n/useFormat.js';
import { useAddress } from '../../shell/search.js';
import { ExportMenu } from '../../ui/ExportMenu.js';
import classes from './value.module.css';

const SCORES = [1, 2, 3, 4, 5] as const;
type Cell = RfmGrid['cells'][number];

/** Which cell an address asks for: recency and frequency, such as 5-3. */
export const cellIn = (text: string | undefined): { recency: string; frequency: string } | null => {
  const [, recency, frequency] = /^([1-5])-([1-5])$/.exec(text ?? '') ?? [];
  return recency && frequency ? { recency, frequency } : null;
};

/** The more people, the deeper: the largest cell has the whole colour. */
const washOf = (customers: number, most: number): string =>
  `color-mix(in srgb, var(--accent) ${Math.round(8 + 32 * Math.sqrt(customers / most))}%, var(--surface))`;

interface SquareProps {
  cell: Cell | undefined;
  most: number;
  asked: string | undefined;
  onAsk: (cell: string | undefined) => void;
}

const Square = ({ cell, most, asked, onAsk }: SquareProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  if (!cell) return <td className={classes.empty}>{format.number(0)}</td>;
  const { recency, frequency, customers } = cell;
  const name = `${recency}-${frequency}`;
  return (
    <td>
      <button
        type="button"
        className={classes.cell}
        style={{ background: washOf(customers, most) }}
        aria-pressed={asked === name}
        aria-label={t('value.cell', { count: customers, recency, frequency })}
        onClick={() => onAsk(asked === name ? undefined : name)}
      >
        {format.figure(customers)}
      </button>
    </td>
  );
};

const useSave = ({ cells }: RfmGrid) => {
  const { t } = useTranslation();
  const header = [t('value.rfmLately'), t('value.rfmOften'), t('value.customers'), t('value.total')];
  return () =>
    saveCsv(
      'parcours-value-rfm',
      [...header, t('value.worthColumn'), t('value.pAlive')],
      cells.map((cell) => [
        ...[cell.recency, cell.frequency, cell.customers, cell.spent],
        ...[cell.lifetimeValue, cell.pAlive],
      ]),
    );
};

/** Everybody who bought by how lately and how often; each number opens onto its people. */
export const RfmPanel = ({ grid }: { grid: RfmGrid }) => {
  const { t } = useTranslation();
  const [{ show }, change] = useAddress();
  const save = useSave(grid);
  const drawn = useRef<HTMLDivElement>(null);
  const most = Math.max(1, ...grid.cells.map(({ customers }) => customers));
  const at = (recency: number, frequency: number) =>
    grid.cells.find((cell) => cell.recency === recency && cell.frequency === frequency);
  return (
    <div>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{t('value.rfmTitle')}</h2>
          <p className={classes.hint}>{t('value.rfmHint')}</p>
        </div>
        <ExportMenu
          items={[
            { label: t('common.png'), run: () => void saveElementPng('parcours-value-rfm', drawn.current) },
            { label: t('common.csv'), run: save },
          ]}
        />
      </div>
      <div ref={drawn} className={classes.grid}>
        <span className={classes.axisUp}>{t('value.rfmLately')}</span>
        <table className={classes.cells}>
          <colgroup>
            <col className={classes.score} />
            <col span={SCORES.length} />
          </colgroup>
          <thead className="visually-hidden">
            <tr>
              <td />
              {SCORES.map((score) => (
                <th key={score} scope="col">
                  {t('value.frequency', { score })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {SCORES.toReversed().map((recency) => (
              <tr key={recency}>
                <th scope="row" aria-label={t('value.recency', { score: recency })}>
                  {recency}
                </th>
                {SCORES.map((frequency) => (
                  <Square
                    key={frequency}
                    cell={at(recency, frequency)}
                    most={most}
                    asked={show}
                    onAsk={(cell) => change({ show: cell }, { replace: true })}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <span className={classes.axis}>{t('value.rfmOften')}</span>
      </div>
    </div>
  );
};
