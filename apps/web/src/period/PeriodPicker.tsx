import { Button, Popover, SegmentedControl, Skeleton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/useFormat.js';
import { useAddress } from '../shell/search.js';
import { LENGTHS, usePeriod } from './period.js';

const DateRange = lazy(() => import('./DateRange.js').then((module) => ({ default: module.DateRange })));

/** Seven, thirty, ninety days, a year, or any dates. The choice lives in the address. */
export const PeriodPicker = () => {
  const { t } = useTranslation();
  const format = useFormat();
  const [, change] = useAddress();
  const period = usePeriod();
  const [opened, { toggle, close }] = useDisclosure(false);
  const noon = (day: string) => format.day(`${day}T12:00:00Z`);
  const range = t('period.range', { from: noon(period.first), to: noon(period.last) });
  return (
    <>
      <SegmentedControl
        aria-label={t('period.label')}
        data={LENGTHS.map((length) => ({
          value: length,
          label: (
            <>
              <span aria-hidden>
                {length === '365' ? t('period.year') : t('period.short', { count: Number(length) })}
              </span>
              <VisuallyHidden>{t('period.last', { count: Number(length) })}</VisuallyHidden>
            </>
          ),
        }))}
        value={period.length ?? ''}
        onChange={(length) => change({ period: length, from: undefined, to: undefined })}
      />
      <Popover opened={opened} onChange={toggle} position="bottom-end" shadow="md" trapFocus>
        <Popover.Target>
          <Button
            variant="default"
            leftSection={<IconCalendar size={16} stroke={1.75} aria-hidden />}
            onClick={toggle}
            aria-label={period.length === null ? range : t('period.pick')}
          >
            {period.length === null ? range : t('period.custom')}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <Suspense fallback={<Skeleton width={264} height={280} />}>
            <DateRange
              first={period.first}
              last={period.last}
              onPick={(from, to) => {
                change({ from, to, period: undefined });
                close();
              }}
            />
          </Suspense>
        </Popover.Dropdown>
      </Popover>
    </>
  );
};
