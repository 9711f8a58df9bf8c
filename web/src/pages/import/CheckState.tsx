import { Group, Loader, Text } from '@mantine/core';
import { CircleCheck, CircleX } from 'lucide-react';
import type { Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';

/** How the rows fare with the mapping as it stands. */
export function CheckState({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const { rowsRead, rowsRejected } = shown.counts;
  const isRunning = shown.work !== null || shown.state === 'ANALYZING';
  return (
    <Group gap="xs" role="status" mih={24}>
      {isRunning && (
        <>
          <Loader size={16} aria-hidden />
          <Text size="sm">{t('map.check.running')}</Text>
        </>
      )}
      {!isRunning && shown.state === 'READY' && rowsRejected === 0 && (
        <>
          <CircleCheck size={18} aria-hidden color="var(--created)" />
          <Text size="sm">{t('map.check.clean', { count: rowsRead })}</Text>
        </>
      )}
      {!isRunning && shown.state === 'READY' && rowsRejected > 0 && (
        <>
          <CircleX size={18} aria-hidden color="var(--rejected)" />
          <Text size="sm">{t('map.check.errors', { count: rowsRejected })}</Text>
        </>
      )}
    </Group>
  );
}
