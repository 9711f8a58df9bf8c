import { Button, Group, Loader, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { undoImport, useImportAct, type Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Dialog } from '../../parts/Dialog';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { UndoWords } from './UndoResult';

/** Shows what an undo would take back, and does it when that is wanted. */
export function UndoDialog({ shown, onClose }: { shown: Import; onClose: () => void }) {
  const { t } = useLanguage();
  const preview = useImportAct(shown.id, () => undoImport(shown.id, 'preview'));
  const undo = useImportAct(shown.id, () => undoImport(shown.id, 'real'));
  const { mutate: look } = preview;
  useEffect(() => look(undefined), [look]);

  const isLooking = preview.isIdle || preview.isPending || shown.work !== null;
  const report = isLooking ? null : shown.undoPreview?.report;
  const trouble = isLooking ? null : shown.undoPreview?.trouble;
  return (
    <Dialog title={t('undo.title', { name: shown.file.name })} onClose={onClose}>
      <Stack>
        {isLooking && !preview.isError && (
          <Group gap="sm" role="status">
            <Loader size="sm" aria-hidden />
            <Text size="sm">{t('undo.looking')}</Text>
          </Group>
        )}
        {report && <UndoWords report={report} />}
        {trouble && <Text c="red">{trouble.message}</Text>}
        {preview.isError && <ProblemNotice error={preview.error} />}
        {undo.isError && <ProblemNotice error={undo.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('app.cancel')}
          </Button>
          <Button
            color="red.9"
            disabled={!report}
            loading={undo.isPending}
            onClick={() => undo.mutate(undefined, { onSuccess: onClose })}
          >
            {t('undo.confirm')}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
