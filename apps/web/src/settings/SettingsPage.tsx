import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Erasures } from '../privacy/Erasures.js';
import { useMay } from '../session/useMay.js';
import { PageHeader } from '../ui/PageHeader.js';
import { Audit } from './Audit.js';
import { People } from './People.js';
import classes from './settings.module.css';
import { WorkspaceSettings } from './WorkspaceSettings.js';

const TABS = [
  { to: '/settings/people', name: 'people', needs: 'people' },
  { to: '/settings', name: 'workspace', needs: 'read' },
  { to: '/settings/erasures', name: 'erasures', needs: 'erase' },
  { to: '/settings/audit', name: 'audit', needs: 'audit' },
] as const;

const Tab = ({ tab: { to, name, needs } }: { tab: (typeof TABS)[number] }) => {
  const { t } = useTranslation();
  if (!useMay(needs)) return null;
  return (
    <Link to={to} className={classes.tab} activeOptions={{ exact: true, includeSearch: false }}>
      {t(`settings.${name}`)}
    </Link>
  );
};

const Frame = ({ children }: { children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('settings.title')} />
      <nav className={classes.tabs} aria-label={t('settings.tabs')}>
        {TABS.map((tab) => (
          <Tab key={tab.to} tab={tab} />
        ))}
        <Link to="/sources" className={`${classes.tab} ${classes.narrow}`}>
          {t('nav.sources')}
        </Link>
      </nav>
      <div className={classes.page}>{children}</div>
    </>
  );
};

export const PeoplePage = () => <Frame>{useMay('people') ? <People /> : <WorkspaceSettings />}</Frame>;
export const WorkspacePage = () => (
  <Frame>
    <WorkspaceSettings />
  </Frame>
);
export const AuditPage = () => <Frame>{useMay('audit') ? <Audit /> : <WorkspaceSettings />}</Frame>;
export const ErasuresPage = () => <Frame>{useMay('erase') ? <Erasures /> : <WorkspaceSettings />}</Frame>;
