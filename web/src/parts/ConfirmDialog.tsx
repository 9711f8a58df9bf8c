import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/Language';
import { Dialog } from './Dialog';
import { ProblemNotice } from './ProblemNotice';

type ConfirmDialogProps = {
  title: string;
  /** What it does, with its numbers. */
  children: ReactNode;
  /** The word on the button; null: it cannot be done, and the children say why. */
  act: string | null;
  /** The word on the way out, where it is another than the usual one. */
  stay?: string;
  /** Whether everything is known that has to be said before. */
  isReady?: boolean;
  change?: { isPending: boolean; error: unknown };
  onAct: () => void;
  onClose: () => void;
};

/** Asks before something is done that cannot be taken back. The way out has the focus. */
export function ConfirmDialog(dialog: ConfirmDialogProps) {
  const { title, children, act, stay, isReady = true, change, onAct, onClose } = dialog;
  const { t } = useLanguage();
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        {change && change.error !== null && <ProblemNotice error={change.error} />}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {stay ?? t(act === null ? 'app.close' : 'app.cancel')}
          </Button>
          {act !== null && (
            <Button color="red.9" disabled={!isReady} loading={change?.isPending ?? false} onClick={onAct}>
              {act}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
