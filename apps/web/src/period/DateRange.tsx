import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/fr';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/useWords.js';

interface DateRangeProps {
  first: string;
  last: string;
  /** Both days included, YYYY-MM-DD. */
  onPick: (first: string, last: string) => void;
}

export const DateRange = ({ first, last, onPick }: DateRangeProps) => {
  const { t } = useTranslation();
  const { language } = useWords();
  const [range, setRange] = useState<[string | null, string | null]>([first, last]);
  return (
    <DatesProvider settings={{ locale: language, firstDayOfWeek: 1, weekendDays: [] }}>
      <DatePicker
        type="range"
        aria-label={t('period.pick')}
        ariaLabels={{
          nextMonth: t('period.nextMonth'),
          previousMonth: t('period.previousMonth'),
          nextYear: t('period.nextYear'),
          previousYear: t('period.previousYear'),
          nextDecade: t('period.nextDecade'),
          previousDecade: t('period.previousDecade'),
        }}
        allowSingleDateInRange
        hideOutsideDates
        defaultDate={last}
        value={range}
        onChange={(value) => {
          setRange(value);
          const [from, to] = value;
          if (from && to) onPick(from, to);
        }}
      />
    </DatesProvider>
  );
};
