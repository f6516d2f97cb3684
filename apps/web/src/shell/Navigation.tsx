import {
  IconChartHistogram,
  IconHeartHandshake,
  IconHome,
  IconMapPin,
  IconPlugConnected,
  IconRoute2,
  IconSend,
  IconSettings,
  IconStairsUp,
  IconUserStar,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './shell.module.css';

const PLACES = [
  { to: '/', name: 'home', Icon: IconHome },
  { to: '/map', name: 'map', Icon: IconRoute2 },
  { to: '/customers', name: 'customers', Icon: IconUsers },
  { to: '/understand', name: 'understand', Icon: IconChartHistogram },
  { to: '/flows', name: 'engage', Icon: IconSend, also: '/contents' },
  { to: '/models', name: 'models', Icon: IconStairsUp },
  // On a small screen these four are reached from the models' page.
  { to: '/segments', name: 'segments', Icon: IconUsersGroup, wide: true },
  { to: '/personas', name: 'personas', Icon: IconUserStar, wide: true },
  { to: '/moments', name: 'moments', Icon: IconHeartHandshake, wide: true },
  { to: '/touchpoints', name: 'touchpoints', Icon: IconMapPin, wide: true },
  // And this one from the settings.
  { to: '/sources', name: 'sources', Icon: IconPlugConnected, wide: true },
  { to: '/settings', name: 'administration', Icon: IconSettings },
] as const;

export const Brand = () => {
  const { t } = useTranslation();
  return (
    <Link to="/" className={classes.brand} aria-label={t('app.name')}>
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span className={classes.label}>{t('app.name')}</span>
    </Link>
  );
};

export const Navigation = () => {
  const { t } = useTranslation();
  const { pathname } = useLocation();
  return (
    <div className={classes.navigation}>
      {PLACES.map(({ to, name, Icon, ...place }) => (
        <Link
          key={to}
          to={to}
          className={'wide' in place ? `${classes.place} ${classes.wide}` : classes.place}
          activeOptions={{ exact: to === '/', includeSearch: false }}
          title={t(`nav.${name}`)}
          {...('also' in place && pathname.startsWith(place.also) ? { 'data-status': 'active' } : {})}
        >
          <Icon size={18} stroke={1.75} aria-hidden />
          <span className={classes.label}>{t(`nav.${name}`)}</span>
        </Link>
      ))}
    </div>
  );
};
