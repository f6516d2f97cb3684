import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

interface ExportMenuProps {
  items: { label: string; run: () => void }[];
}

/** The ways to take away what is shown. */
export const ExportMenu = ({ items }: ExportMenuProps) => {
  const { t } = useTranslation();
  return (
    <Menu withInitialFocusPlaceholder={false} position="bottom-end" shadow="md">
      <Menu.Target>
        <Button data-unpictured variant="default" leftSection={<IconDownload size={16} stroke={1.75} aria-hidden />}>
          {t('common.exportAs')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ label, run }) => (
          <Menu.Item key={label} onClick={run}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
