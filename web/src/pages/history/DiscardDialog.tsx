import { Text } from '@mantine/core';
import { useNavigate } from 'react-router';
import { useImportRemoving, type Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { useTelling } from '../../parts/useTelling';

/** Takes an import away that nobody agreed to. */
export function DiscardDialog({ shown: { id, file }, onClose }: { shown: Import; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const navigate = useNavigate();
  const remove = useImportRemoving(id);
  const onSuccess = () => {
    tell(t('import.discarded', { name: file.name }));
    void navigate('/history', { replace: true });
  };
  return (
    <ConfirmDialog
      title={t('import.discard.title', { name: file.name })}
      act={t('import.discard.act')}
      change={remove}
      onAct={() => remove.mutate(undefined, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('import.discard.text')}</Text>
    </ConfirmDialog>
  );
}
