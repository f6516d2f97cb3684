import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answerOf, client } from '../api/client.js';
import { sessionQuery } from '../api/queries.js';
import type { Session } from '../api/types.js';
import { LANGUAGES, speak } from '../i18n/language.js';
import { useAddress } from './search.js';
import classes from './shell.module.css';

/** Each language is named in itself, so that whoever needs it can read it. */
const LANGUAGE_NAMES = { en: 'English', fr: 'Français' } as const;
const SCHEMES = [
  ['light', IconSun],
  ['dark', IconMoon],
  ['auto', IconDeviceDesktop],
] as const;

const tick = (chosen: boolean) => (chosen ? <IconCheck size={16} aria-hidden /> : undefined);

const Languages = () => {
  const { t, i18n } = useTranslation();
  const [, change] = useAddress();
  return (
    <>
      <Menu.Label>{t('nav.language')}</Menu.Label>
      {LANGUAGES.map((language) => (
        <Menu.Item
          key={language}
          lang={language}
          aria-current={i18n.language === language}
          rightSection={tick(i18n.language === language)}
          onClick={() => void speak(language, true).then(() => change({ lang: language }, { replace: true }))}
        >
          {LANGUAGE_NAMES[language]}
        </Menu.Item>
      ))}
    </>
  );
};

const Schemes = () => {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('nav.scheme')}</Menu.Label>
      {SCHEMES.map(([scheme, Icon]) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={16} stroke={1.75} aria-hidden />}
          aria-current={colorScheme === scheme}
          rightSection={tick(colorScheme === scheme)}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`nav.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  );
};

/** Language, appearance, help, and the way out. */
export const Preferences = ({ session, onHelp }: { session: Session; onHelp: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => answerOf(client.DELETE('/api/session')),
    onSuccess: () => queries.resetQueries(sessionQuery),
  });
  return (
    <Menu withInitialFocusPlaceholder={false} position="top-start" width={240} shadow="md">
      <Menu.Target>
        <UnstyledButton className={`${classes.place} ${classes.preferences}`} title={t('nav.settings')}>
          <IconAdjustmentsHorizontal size={18} stroke={1.75} aria-hidden />
          <span className={classes.label}>{t('nav.settings')}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Languages />
        <Menu.Divider />
        <Schemes />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} stroke={1.75} aria-hidden />} onClick={onHelp}>
          {t('nav.shortcuts')}
        </Menu.Item>
        {!session.demonstration && session.user && (
          <>
            <Menu.Divider />
            <Menu.Label>{t('nav.signedInAs', { name: session.user.name })}</Menu.Label>
            <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} aria-hidden />} onClick={() => leave.mutate()}>
              {t('nav.signOut')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
