import { type ReactNode, type Ref, useRef, useState } from 'react';
import type { ChartHandle } from './Chart.js';
import { ChartTools, type ChartView } from './ChartTools.js';
import classes from './charts.module.css';
import { type Cell, saveCsv, saveFile } from './download.js';
import { saveElementPng } from './elementPng.js';

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
  const [view, setView] = useState<ChartView>('chart');
  const drawn = useRef<ChartHandle>(null);
  const listed = useRef<HTMLDivElement>(null);
  const save = () => {
    const { header, rows } = csv();
    saveCsv(file, header, rows);
  };
  const png = () =>
    view === 'table'
      ? void saveElementPng(file, listed.current)
      : drawn.current?.picture((blob) => saveFile(`${file}.png`, blob));
  return (
    <div>
      <div className={classes.head}>
        <div>
          <h3 className={classes.title}>{title}</h3>
          {hint && <p className={classes.hint}>{hint}</p>}
        </div>
        <div className={classes.tools}>
          <ChartTools view={view} onView={setView} png={() => png()} csv={save} />
        </div>
      </div>
      {view === 'chart' ? chart(drawn) : <div ref={listed}>{table}</div>}
    </div>
  );
};
