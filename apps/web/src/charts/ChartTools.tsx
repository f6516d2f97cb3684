import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ExportMenu } from '../ui/ExportMenu.js';

export type ChartView = 'chart' | 'table';

interface ChartToolsProps {
  view: ChartView;
  onView: (view: ChartView) => void;
  png: () => void;
  csv: () => void;
  label?: string | undefined;
}

/** Chart or table, and what is shown as a file. */
export const ChartTools = ({ view, onView, png, csv, label }: ChartToolsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={label}
        data={[
          { value: 'chart', label: t('common.chart') },
          { value: 'table', label: t('common.table') },
        ]}
        value={view}
        onChange={onView}
      />
      <ExportMenu
        items={[
          { label: t('common.png'), run: png },
          { label: t('common.csv'), run: csv },
        ]}
      />
    </>
  );
};
