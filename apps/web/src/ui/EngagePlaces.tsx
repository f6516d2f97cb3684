import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

const PLACES = ['flows', 'contents'] as const;

/** From one of the pages of engaging to another. */
export const EngagePlaces = ({ here }: { here: (typeof PLACES)[number] }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const names = { flows: t('flows.title'), contents: t('contents.title') };
  return (
    <SegmentedControl
      aria-label={t('flows.places')}
      data={PLACES.map((value) => ({ value, label: names[value] }))}
      value={here}
      onChange={(to) => void navigate({ to: `/${to}` as '/flows' })}
      size="sm"
      mb="lg"
    />
  );
};
