import { ActionIcon, Group } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAddress } from '../shell/search.js';

const DAY = 86_400_000;
const shifted = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** A week back, a week forward; `last` is the day the story shown ends with. */
export const WeekPicker = ({ last }: { last: string }) => {
  const { t } = useTranslation();
  const [{ until }, change] = useAddress();
  const next = shifted(last, 7);
  return (
    <Group gap={4}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('home.weekBefore')}
        onClick={() => change({ until: shifted(last, -7) })}
      >
        <IconChevronLeft size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={t('home.weekAfter')}
        disabled={until === undefined}
        onClick={() => change({ until: Date.parse(next) + 2 * DAY > Date.now() ? undefined : next })}
      >
        <IconChevronRight size={18} stroke={1.75} aria-hidden />
      </ActionIcon>
    </Group>
  );
};
