import { AppShell, Box, Burger, Button, Group, NavLink } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Upload } from 'lucide-react';
import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { useMay } from '../api/session';
import { useLanguage } from '../language/Language';
import { Mark } from './Mark';
import { navigation } from './navigation';
import { NotificationBell } from './NotificationBell';
import classes from './Shell.module.css';
import { UserMenu } from './UserMenu';

/** What surrounds every page of a signed-in user. */
export function Shell() {
  const { t } = useLanguage();
  const may = useMay();
  const [isOpen, menu] = useDisclosure();
  const { pathname } = useLocation();
  useFocusOnNewPage(pathname, menu.close);

  return (
    <AppShell
      layout="alt"
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding={{ base: 'md', sm: 'xl' }}
      transitionDuration={150}
    >
      <a href="#page" className={classes.skip}>
        {t('app.skip')}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px={{ base: 'md', sm: 'xl' }} justify="space-between" wrap="nowrap">
          <Group gap="sm" hiddenFrom="sm" wrap="nowrap">
            <Burger opened={isOpen} onClick={menu.toggle} size="sm" aria-label={t('app.menu')} aria-expanded={isOpen} />
            <Mark />
          </Group>
          <Box visibleFrom="sm" />
          <Group gap="xs" wrap="nowrap">
            {may('imports:read') && <NotificationBell />}
            <UserMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} p="sm" aria-label={t('nav.label')}>
        <Group justify="space-between" h={40} px="xs" mb="md">
          <Mark />
          <Burger opened hiddenFrom="sm" onClick={menu.close} size="sm" aria-label={t('app.close')} />
        </Group>
        {may('imports:manage') && (
          <Button component={Link} to="/import" leftSection={<Upload size={16} aria-hidden />} mb="md" fullWidth>
            {t('import.new')}
          </Button>
        )}
        <Navigation pathname={pathname} />
      </AppShell.Navbar>
      <AppShell.Main id="page" className={classes.main}>
        <Suspense>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}

function Navigation({ pathname }: { pathname: string }) {
  const { t } = useLanguage();
  const may = useMay();
  const shown = navigation.filter(({ scope }) => scope === undefined || may(scope));
  return shown.map(({ address, text, Icon }) => {
    const isHere = pathname === address || pathname.startsWith(`${address}/`);
    return (
      <NavLink
        key={address}
        component={Link}
        to={address}
        label={t(text)}
        leftSection={<Icon size={18} aria-hidden />}
        active={isHere}
        aria-current={isHere ? 'page' : undefined}
        className={classes.link}
      />
    );
  });
}

/** Who works by keyboard or ear starts at the new page's heading, not where the old page was left. */
function useFocusOnNewPage(pathname: string, onNewPage: () => void) {
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    onNewPage();
    document.getElementById('page-title')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [pathname, onNewPage]);
}
