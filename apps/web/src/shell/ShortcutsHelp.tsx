import { Kbd, Modal, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';
import { useShortcutsEnabled } from './useShortcuts.js';

const LINES = [
  ['goHome', ['g', 'h']],
  ['goMap', ['g', 'm']],
  ['goCustomers', ['g', 'c']],
  ['goUnderstand', ['g', 'u']],
  ['goModels', ['g', 'o']],
  ['goSegments', ['g', 'e']],
  ['goPersonas', ['g', 'p']],
  ['goMoments', ['g', 't']],
  ['goSources', ['g', 's']],
  ['search', ['/']],
  ['help', ['?']],
] as const;

export const ShortcutsHelp = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const { t } = useTranslation();
  const [enabled, setEnabled] = useShortcutsEnabled();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('nav.shortcuts')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      centered
    >
      <dl className={classes.shortcuts}>
        {LINES.map(([name, [first, second]]) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <Kbd>{first}</Kbd>
              {second && (
                <>
                  <span className={classes.then}>{t('keys.then')}</span>
                  <Kbd>{second}</Kbd>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="lg"
        label={t('keys.enabled')}
        checked={enabled}
        onChange={(event) => setEnabled(event.currentTarget.checked)}
      />
    </Modal>
  );
};
