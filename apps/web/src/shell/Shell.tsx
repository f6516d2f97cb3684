import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session, Workspace } from '../api/types.js';
import { ReplayProgress } from '../replay/ReplayProgress.js';
import { DemonstrationNote } from './DemonstrationNote.js';
import { Brand, Navigation } from './Navigation.js';
import { Preferences } from './Preferences.js';
import { ShortcutsHelp } from './ShortcutsHelp.js';
import classes from './shell.module.css';
import { useShortcuts } from './useShortcuts.js';
import { WorkspaceSwitcher } from './WorkspaceSwitcher.js';

interface ShellProps {
  workspace: Workspace;
  session: Session;
  children: ReactNode;
}

/** What surrounds every page: a rail on the left, which becomes a bar at the bottom of a small screen. */
export const Shell = ({ workspace, session, children }: ShellProps) => {
  const { t } = useTranslation();
  const [help, { open, close }] = useDisclosure(false);
  useShortcuts(open);
  return (
    <div className={classes.shell}>
      <a className={classes.skip} href="#content">
        {t('nav.skip')}
      </a>
      <nav className={classes.rail} aria-label={t('nav.main')}>
        <Brand />
        <WorkspaceSwitcher workspace={workspace} workspaces={session.workspaces} />
        <Navigation />
        <Preferences session={session} onHelp={open} />
      </nav>
      <div className={classes.body}>
        {workspace.demonstration && <DemonstrationNote demonstration={workspace.demonstration} />}
        <ReplayProgress />
        <main id="content" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <ShortcutsHelp opened={help} onClose={close} />
    </div>
  );
};
