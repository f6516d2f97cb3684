import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { regional } from '../../i18n/useFormat.js';

/** Calendar days (YYYY-MM-DD) as people write them: they are of no zone. */
export const useCalendarDay = (): ((day: string) => string) => {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
    const format = new Intl.DateTimeFormat(regional(i18n.language), options);
    return (day: string) => format.format(new Date(day));
  }, [i18n.language]);
};
