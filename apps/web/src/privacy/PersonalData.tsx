import { Button, Menu } from '@mantine/core';
import { IconDownload, IconEraser, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Customer } from '../api/types.js';
import { useMay } from '../session/useMay.js';
import { useWorkspace } from '../session/workspace.js';
import { EraseDialog } from './EraseDialog.js';

const addressOf = (workspace: string, id: string, format: 'json' | 'ndjson'): string =>
  `/api/customers/${encodeURIComponent(id)}/export?${new URLSearchParams({ workspace, format })}`;

/** A customer's own data: to be given to them, or erased. */
export const PersonalData = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [erasing, setErasing] = useState(false);
  const [mayRead, mayErase] = [useMay('personal'), useMay('erase')];
  if (!mayRead && !mayErase) return null;
  const download = <IconDownload size={16} stroke={1.5} aria-hidden />;
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<IconShieldLock size={16} stroke={1.75} aria-hidden />}>
            {t('privacy.actions')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayRead && (
            <>
              <Menu.Item
                component="a"
                href={addressOf(workspace.id, customer.id, 'json')}
                download
                leftSection={download}
              >
                {t('privacy.exportAll')}
              </Menu.Item>
              <Menu.Item
                component="a"
                href={addressOf(workspace.id, customer.id, 'ndjson')}
                download
                leftSection={download}
              >
                {t('privacy.exportEvents')}
              </Menu.Item>
            </>
          )}
          {mayErase && (
            <Menu.Item
              color="red"
              leftSection={<IconEraser size={16} stroke={1.5} aria-hidden />}
              onClick={() => setErasing(true)}
            >
              {t('privacy.erase')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {erasing && <EraseDialog customer={customer} onClose={() => setErasing(false)} />}
    </>
  );
};
