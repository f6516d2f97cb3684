import { SegmentedControl } from '@mantine/core';
import { type ReactNode, type Ref, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../ui/ExportMenu.js';
import type { ChartHandle } from './Chart.js';
import classes from './charts.module.css';
import { type Cell, saveCsv, saveFile } from './download.js';

interface PanelProps {
  title: string;
  hint?: string;
  /** File name, without its ending. */
  file: string;
  chart: (ref: Ref<ChartHandle>) => ReactNode;
  table: ReactNode;
  csv: () => { header: string[]; rows: Cell[][] };
}

/** A picture where people look, a table where they check, and both to take away. */
export const ChartPanel = ({ title, hint, file, chart, table, csv }: PanelProps) => {
  const { t } = useTranslation();
  const [view, setView] = useState('chart');
  const drawn = useRef<ChartHandle>(null);
  const save = () => {
    const { header, rows } = csv();
    saveCsv(file, header, rows);
  };
  const png = () => drawn.current?.picture((blob) => saveFile(`${file}.png`, blob));
  return (
    <div>
      <div className={classes.head}>
        <div>
          <h3 className={classes.title}>{title}</h3>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        <div className={classes.tools}>
          <SegmentedControl
            size="xs"
            data={[
              { value: 'chart', label: t('common.chart') },
              { value: 'table', label: t('common.table') },
            ]}
            value={view}
            onChange={setView}
          />
          <ExportMenu
            items={[
              ...(view === 'chart' ? [{ label: t('common.png'), run: () => png() }] : []),
              { label: t('common.csv'), run: save },
            ]}
          />
        </div>
      </div>
      {view === 'chart' ? chart(drawn) : table}
    </div>
  );
};
