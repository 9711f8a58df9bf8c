import { Group, Loader, Text } from '@mantine/core';
import { useEffect } from 'react';
import { undoImport, useImportAct, type Import } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { ConfirmDialog } from '../../parts/ConfirmDialog';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { useSentences } from '../../parts/useSentences';
import { UndoWords } from './UndoResult';

/** Shows what an undo would take back, and does it when that is wanted. */
export function UndoDialog({ shown, onClose }: { shown: Import; onClose: () => void }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const preview = useImportAct(shown.id, () => undoImport(shown.id, 'preview'));
  const undo = useImportAct(shown.id, () => undoImport(shown.id, 'real'));
  const { mutate: look } = preview;
  useEffect(() => look(undefined), [look]);

  const isLooking = preview.isIdle || preview.isPending || shown.work !== null;
  const report = isLooking ? null : shown.undoPreview?.report;
  const trouble = isLooking ? null : shown.undoPreview?.trouble;
  return (
    <ConfirmDialog
      title={t('undo.title', { name: shown.file.name })}
      act={trouble || preview.isError ? null : t('undo.confirm')}
      isReady={Boolean(report)}
      change={undo}
      onAct={() => undo.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {isLooking && !preview.isError && (
        <Group gap="sm" role="status">
          <Loader size="sm" aria-hidden />
          <Text size="sm">{t('undo.looking')}</Text>
        </Group>
      )}
      {report && <UndoWords report={report} />}
      {trouble && <Text c="var(--rejected-text)">{sentences.ofTrouble(trouble)}</Text>}
      {preview.isError && <ProblemNotice error={preview.error} />}
    </ConfirmDialog>
  );
}
