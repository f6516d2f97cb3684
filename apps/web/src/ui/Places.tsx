import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

const PLACES = ['models', 'segments', 'personas', 'moments', 'touchpoints'] as const;

/** From one of the pages of what is defined to another, where the screen is too small for the rail to hold them all. */
export const Places = ({ here }: { here: (typeof PLACES)[number] }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <div className={classes.places}>
      <SegmentedControl
        aria-label={t('places.label')}
        data={PLACES.map((value) => ({ value, label: t(`places.${value}`) }))}
        value={here}
        onChange={(to) => void navigate({ to: `/${to}` as '/models' })}
        size="xs"
        fullWidth
      />
    </div>
  );
};
