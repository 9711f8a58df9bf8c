import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode, SyntheticEvent } from 'react';
import { useLanguage } from '../language/Language';
import { Dialog } from './Dialog';
import { ProblemNotice } from './ProblemNotice';

type FormDialogProps = {
  title: string;
  /** The fields. */
  children: ReactNode;
  act: string;
  isComplete: boolean;
  change: { isPending: boolean; error: unknown };
  onSubmit: () => void;
  onClose: () => void;
};

/** A form over the page. */
export function FormDialog({ title, children, act, isComplete, change, onSubmit, onClose }: FormDialogProps) {
  const { t } = useLanguage();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isComplete && !change.isPending) onSubmit();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {change.error !== null && <ProblemNotice error={change.error} />}
          {children}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('app.cancel')}
            </Button>
            <Button type="submit" disabled={!isComplete} loading={change.isPending}>
              {act}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
