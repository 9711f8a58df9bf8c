import { Avatar, Menu, UnstyledButton, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { Check, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { Link } from 'react-router';
import { useSession, useSignOut } from '../api/session';
import { isLocale, languageNames } from '../language/catalogues';
import { useLanguage } from '../language/Language';

const schemes = [
  { scheme: 'light', Icon: Sun },
  { scheme: 'dark', Icon: Moon },
  { scheme: 'auto', Icon: Monitor },
] satisfies { scheme: MantineColorScheme; Icon: typeof Sun }[];

const size = 16;

export function UserMenu() {
  const { t } = useLanguage();
  const session = useSession();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={232} shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={t('app.account', { name: session.name })}>
          <Avatar color="petrol" size={34} radius="xl">
            <UserRound size={18} aria-hidden />
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{session.name}</Menu.Label>
        <Menu.Item component={Link} to="/profile" leftSection={<UserRound size={size} />}>
          {t('nav.profile')}
        </Menu.Item>
        <Menu.Divider />
        <SchemeChoice />
        <Menu.Divider />
        <LanguageChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={size} />} onClick={() => signOut.mutate()}>
          {t('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SchemeChoice() {
  const { t } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('app.scheme')}</Menu.Label>
      {schemes.map(({ scheme, Icon }) => (
        <Menu.Item
          key={scheme}
          leftSection={<Icon size={size} />}
          rightSection={scheme === colorScheme && <Check size={size} />}
          aria-current={scheme === colorScheme || undefined}
          onClick={() => setColorScheme(scheme)}
        >
          {t(`app.scheme.${scheme}`)}
        </Menu.Item>
      ))}
    </>
  );
}

function LanguageChoice() {
  const { t, locale, choose } = useLanguage();
  return (
    <>
      <Menu.Label>{t('app.language')}</Menu.Label>
      {Object.entries(languageNames).map(([name, own]) => (
        <Menu.Item
          key={name}
          lang={name}
          rightSection={name === locale && <Check size={size} />}
          aria-current={name === locale || undefined}
          onClick={() => isLocale(name) && choose(name)}
        >
          {own}
        </Menu.Item>
      ))}
    </>
  );
}
