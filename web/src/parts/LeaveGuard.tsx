import { Text } from '@mantine/core';
import { useBlocker } from 'react-router';
import { useLanguage } from '../language/Language';
import { ConfirmDialog } from './ConfirmDialog';

/** Asks before a page is left on which something was typed that is not saved. */
export function LeaveGuard({ shouldAsk }: { shouldAsk: () => boolean }) {
  const { t } = useLanguage();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && shouldAsk(),
  );
  if (blocker.state !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={t('app.leave')}
      act={t('app.leave.act')}
      stay={t('app.leave.stay')}
      onAct={() => blocker.proceed()}
      onClose={() => blocker.reset()}
    >
      <Text size="sm">{t('app.leave.text')}</Text>
    </ConfirmDialog>
  );
}
