import { Text } from '@mantine/core';
import { useKeyRevoking, type ApiKey } from '../../../api/keys';
import { useFormat, useLanguage } from '../../../language/Language';
import { ConfirmDialog } from '../../../parts/ConfirmDialog';
import { useTelling } from '../../../parts/useTelling';

export function RevokeDialog({ shown: { id, name, usedAt }, onClose }: { shown: ApiKey; onClose: () => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const tell = useTelling();
  const revoke = useKeyRevoking();
  const onSuccess = () => {
    tell(t('keys.revoke.done', { name }));
    onClose();
  };
  return (
    <ConfirmDialog
      title={t('keys.revoke.title', { name })}
      act={t('keys.revoke.act')}
      change={revoke}
      onAct={() => revoke.mutate(id, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('keys.revoke.text', { moment: usedAt ? format.moment(usedAt) : t('app.never') })}</Text>
    </ConfirmDialog>
  );
}
