import { Button, Group, Stack, Text } from '@mantine/core';
import { useBlocker } from 'react-router';
import { useLanguage } from '../language/Language';
import { Dialog } from './Dialog';

/** Asks before a page is left on which something was typed that is not saved. */
export function LeaveGuard({ shouldAsk }: { shouldAsk: () => boolean }) {
  const { t } = useLanguage();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && shouldAsk(),
  );
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog title={t('app.leave')} onClose={() => blocker.reset()}>
      <Stack>
        <Text size="sm">{t('app.leave.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => blocker.reset()} data-autofocus>
            {t('app.leave.stay')}
          </Button>
          <Button color="red.9" onClick={() => blocker.proceed()}>
            {t('app.leave.act')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
