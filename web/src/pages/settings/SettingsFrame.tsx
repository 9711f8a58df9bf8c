import { Suspense } from 'react';
import { NavLink, Outlet } from 'react-router';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { ListWaiting } from '../../parts/ListWaiting';
import { NotAllowed } from '../../parts/NotAllowed';
import { Page } from '../../parts/Page';
import classes from './SettingsFrame.module.css';

const areas = ['users', 'keys', 'webhooks', 'mail'] as const;

/** What surrounds every area of the settings. All of them are for administrators. */
export function SettingsFrame() {
  const { t } = useLanguage();
  const may = useMay();
  if (!may('account:manage')) return <NotAllowed title={t('settings.title')} />;
  return (
    <Page title={t('settings.title')} text={t('settings.text')}>
      <nav className={classes.areas} aria-label={t('settings.areas')}>
        {areas.map((area) => (
          <NavLink key={area} to={`/settings/${area}`} className={classes.area ?? ''}>
            {t(`settings.${area}`)}
          </NavLink>
        ))}
      </nav>
      <Suspense fallback={<ListWaiting />}>
        <Outlet />
      </Suspense>
    </Page>
  );
}
