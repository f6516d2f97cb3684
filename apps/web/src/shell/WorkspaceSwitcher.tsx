import { Menu, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconPlus, IconSelector } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Workspace } from '../api/types.js';
import { useFormat } from '../i18n/useFormat.js';
import { NewWorkspace } from '../settings/NewWorkspace.js';
import classes from './shell.module.css';

interface SwitcherProps {
  workspace: Workspace;
  workspaces: Workspace[];
}

/** Goes from one workspace to another, or makes one. With nothing to choose, the name alone is shown. */
export const WorkspaceSwitcher = ({ workspace, workspaces }: SwitcherProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const initial = [...workspace.name][0]?.toUpperCase() ?? '';
  const face = (
    <>
      <span className={classes.initial} aria-hidden>
        {initial}
      </span>
      <span className={classes.workspaceName}>{workspace.name}</span>
    </>
  );
  const mayCreate = workspaces.some(({ role }) => role === 'owner');
  const [making, { open, close }] = useDisclosure(false);
  if (workspaces.length < 2 && !mayCreate) return <div className={classes.workspace}>{face}</div>;
  return (
    <>
      <Menu withInitialFocusPlaceholder={false} position="bottom-start" width={260} shadow="md">
        <Menu.Target>
          <UnstyledButton className={classes.workspace}>
            {face}
            <span className="visually-hidden">{t('nav.switchWorkspace')}</span>
            <IconSelector size={16} stroke={1.5} className={classes.selector} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('nav.workspace')}</Menu.Label>
          {workspaces.map((other) => (
            <Menu.Item
              key={other.id}
              rightSection={other.id === workspace.id ? <IconCheck size={16} aria-hidden /> : undefined}
              aria-current={other.id === workspace.id}
              onClick={() => void navigate({ to: '/', search: { workspace: other.id } })}
            >
              {other.name}
              <span className={classes.count}>
                {t('common.customers', { count: other.customers, formatted: format.number(other.customers) })}
              </span>
            </Menu.Item>
          ))}
          {mayCreate && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
                {t('workspaces.create')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NewWorkspace opened={making} onClose={close} />
    </>
  );
};
