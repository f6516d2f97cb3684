import { Button } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DefinitionPlace } from '../../api/definitionPaths.js';
import { restoring, type Version } from '../../replay/restoring.js';
import { useSaving } from '../../replay/useSaving.js';
import { useMay } from '../../session/useMay.js';
import { ModelPreview } from '../preview/ModelPreview.js';
import classes from './versions.module.css';

interface RestoreProps {
  place: DefinitionPlace;
  chosen: Version;
  /** Whether the model is in use: it may have been deleted since. */
  live: boolean;
}

/** The way back to a version: what it would change first, then the button. */
export const Restore = ({ place, chosen, live }: RestoreProps) => {
  const { t } = useTranslation();
  const may = useMay('define');
  const restore = useSaving(restoring(place));
  const said = { version: chosen.version };
  return (
    <section className={classes.restore} aria-label={t('compare.restoreTitle', said)}>
      <div className={classes.restoreHead}>
        <div>
          <h2>{t('compare.restoreTitle', said)}</h2>
          <p>{t('compare.restoreText', said)}</p>
        </div>
        {may && (
          <Button
            leftSection={<IconRestore size={16} stroke={1.75} aria-hidden />}
            loading={restore.isPending}
            onClick={() => restore.mutate(chosen.version)}
          >
            {t('compare.restore', said)}
          </Button>
        )}
      </div>
      {restore.isError && (
        <p role="alert" className={classes.refused}>
          {t('errors.refused')} {restore.error.message}
        </p>
      )}
      <ModelPreview model={chosen.definition} today={live ? place.id : null} />
    </section>
  );
};
