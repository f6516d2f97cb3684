import { Alert, Button, Modal } from '@mantine/core';
import type { NoteVersion } from '@parcours/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { historyQuery } from '../api/lanesQueries.js';
import { useFormat } from '../i18n/useFormat.js';
import { useMay } from '../session/useMay.js';
import { Loaded } from '../ui/states.js';
import classes from './lanes.module.css';
import { useLanes } from './lanesContext.js';
import { useRestoreNote } from './useNotes.js';

interface VersionProps {
  version: NoteVersion;
  /** Undefined for who may not. */
  onRestore: (() => void) | undefined;
}

const Version = ({ version: { content, current, at, by }, onRestore }: VersionProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={classes.version}>
      <div>
        <p className={content ? classes.line : classes.faint}>{content ? content.text : t('lanes.deleted')}</p>
        <p className={classes.beside}>
          {content && `${t(`lanes.names.${content.lane}`)}, ${t(`lanes.states.${content.state}`)}. `}
          {t('lanes.changed', { who: by, when: format.moment(at) })}
        </p>
      </div>
      {content && current && <span className={classes.badge}>{t('lanes.current')}</span>}
      {content && !current && onRestore && (
        <Button
          size="xs"
          variant="default"
          aria-label={t('lanes.restoreThis', { text: content.text })}
          onClick={onRestore}
        >
          {t('lanes.restore')}
        </Button>
      )}
    </li>
  );
};

/** Every change of what is written on the map, newest first; an earlier version can come back. */
export const HistoryDialog = ({ onClose }: { onClose: () => void }) => {
  const { t } = useTranslation();
  const { place } = useLanes();
  const may = useMay('define');
  const history = useQuery(historyQuery(place));
  const restore = useRestoreNote(place);
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('lanes.historyTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {restore.error && (
        <Alert color="red" variant="light" role="alert">
          {`${t('errors.refused')} ${restore.error.message}`}
        </Alert>
      )}
      <Loaded query={history} height={160}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.faint}>{t('lanes.historyNone')}</p>
          ) : (
            <ul className={classes.list}>
              {items.map((version) => {
                const { note, version: number } = version;
                const again = () => restore.mutate({ note, version: number });
                return <Version key={`${note} ${number}`} version={version} onRestore={may ? again : undefined} />;
              })}
            </ul>
          )
        }
      </Loaded>
    </Modal>
  );
};
