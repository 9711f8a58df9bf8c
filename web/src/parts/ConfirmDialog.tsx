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
  change: { isPending: boolean; error: unknown };
  onAct: () => void;
  onClose: () => void;
};

/** Asks before something is done that cannot be taken back. The way out has the focus. */
export function ConfirmDialog({ title, children, act, change, onAct, onClose }: ConfirmDialogProps) {
  const { t } = useLanguage();
  return (
    <Dialog title={title} onClose={onClose}>
      <Stack>
        {change.error !== null && <ProblemNotice error={change.error} />}
        {children}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t(act === null ? 'app.close' : 'app.cancel')}
          </Button>
          {act !== null && (
            <Button color="red.9" loading={change.isPending} onClick={onAct}>
              {act}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
