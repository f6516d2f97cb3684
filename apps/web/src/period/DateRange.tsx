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
    <DatesProvider settings={{ locale: language, firstDayOfWeek: language === 'fr' ? 1 : 0 }}>
      <DatePicker
        type="range"
        aria-label={t('period.pick')}
        allowSingleDateInRange
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
