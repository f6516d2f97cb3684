import { Alert, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ui.module.css';

interface SaveBarProps {
  /** What is not saved yet, and what saving does. */
  text: string;
  save: string;
  discard: string;
  saving: boolean;
  ready: boolean;
  error: string | null;
  onSave: () => void;
  onDiscard: () => void;
}

/** At the foot of a page while it holds changes that are not saved. */
export const SaveBar = ({ text, save, discard, saving, ready, error, onSave, onDiscard }: SaveBarProps) => {
  const { t } = useTranslation();
  return (
    <section className={classes.saveBar} aria-label={save}>
      {error !== null && (
        <Alert color="red" variant="light" role="alert" className={classes.saveError}>
          {t('segments.refused')} {error}
        </Alert>
      )}
      <p>{text}</p>
      <div className={classes.controls}>
        <Button variant="default" onClick={onDiscard}>
          {discard}
        </Button>
        <Button loading={saving} disabled={!ready} onClick={onSave}>
          {save}
        </Button>
      </div>
    </section>
  );
};
