import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { CircleAlert, CircleCheck, KeyRound, Pause, Pencil, Play, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import {
  useRotation,
  useSubscriptionChange,
  useTestMessage,
  useUnsubscribing,
  type Subscription,
} from '../../../api/webhooks';
import { useLanguage } from '../../../language/Language';
import { ConfirmDialog } from '../../../parts/ConfirmDialog';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { useTelling } from '../../../parts/useTelling';
import { useTestWords } from './useTestWords';
import { ChangeWebhookDialog } from './WebhookDialog';

const size = 16;

/** What can be done with a webhook. */
export function WebhookActs({ shown, onSecret }: { shown: Subscription; onSecret: (secret: string) => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const test = useTestMessage(shown.id);
  const change = useSubscriptionChange(shown.id);
  const wordsOf = useTestWords();
  const [asked, setAsked] = useState<'change' | 'rotate' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const isActive = shown.state === 'ACTIVE';
  const turn = () =>
    change.mutate(
      { state: isActive ? 'PAUSED' : 'ACTIVE' },
      { onSuccess: () => tell(t(isActive ? 'webhooks.paused' : 'webhooks.resumed')) },
    );
  return (
    <Stack gap="sm">
      <Group gap="sm">
        <Button
          leftSection={<Send size={size} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate(undefined)}
        >
          {t('webhooks.test')}
        </Button>
        <Button
          variant="default"
          leftSection={isActive ? <Pause size={size} aria-hidden /> : <Play size={size} aria-hidden />}
          loading={change.isPending}
          onClick={turn}
        >
          {t(isActive ? 'webhooks.pause' : 'webhooks.resume')}
        </Button>
        <Button variant="default" leftSection={<Pencil size={size} aria-hidden />} onClick={() => setAsked('change')}>
          {t('webhooks.change')}
        </Button>
        <Button variant="default" leftSection={<KeyRound size={size} aria-hidden />} onClick={() => setAsked('rotate')}>
          {t('webhooks.rotate')}
        </Button>
        <Button variant="default" leftSection={<Trash2 size={size} aria-hidden />} onClick={() => setAsked('delete')}>
          {t('webhooks.delete')}
        </Button>
      </Group>
      {test.isError && <ProblemNotice error={test.error} />}
      {change.isError && <ProblemNotice error={change.error} />}
      {test.data && (
        <Alert
          role="status"
          color={test.data.delivered ? 'petrol' : 'red'}
          variant="outline"
          bg="var(--card)"
          icon={test.data.delivered ? <CircleCheck aria-hidden /> : <CircleAlert aria-hidden />}
        >
          {wordsOf(test.data)}
        </Alert>
      )}
      {asked === 'change' && <ChangeWebhookDialog shown={shown} onClose={close} />}
      {asked === 'rotate' && <RotateDialog id={shown.id} onSecret={onSecret} onClose={close} />}
      {asked === 'delete' && <DeleteDialog shown={shown} onClose={close} />}
    </Stack>
  );
}

type RotateDialogProps = { id: number; onSecret: (secret: string) => void; onClose: () => void };

function RotateDialog({ id, onSecret, onClose }: RotateDialogProps) {
  const { t } = useLanguage();
  const rotate = useRotation(id);
  const onSuccess = ({ secret }: { secret: string }) => {
    onClose();
    onSecret(secret);
  };
  return (
    <ConfirmDialog
      title={t('webhooks.rotate.title')}
      act={t('webhooks.rotate')}
      change={rotate}
      onAct={() => rotate.mutate(undefined, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm">{t('webhooks.rotate.text')}</Text>
    </ConfirmDialog>
  );
}

function DeleteDialog({ shown: { id, url }, onClose }: { shown: Subscription; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const go = useNavigate();
  const remove = useUnsubscribing(id);
  const onSuccess = () => {
    tell(t('webhooks.deleted'));
    void go('/settings/webhooks', { replace: true });
  };
  return (
    <ConfirmDialog
      title={t('webhooks.delete.title')}
      act={t('webhooks.delete')}
      change={remove}
      onAct={() => remove.mutate(undefined, { onSuccess })}
      onClose={onClose}
    >
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('webhooks.delete.text', { url })}
      </Text>
    </ConfirmDialog>
  );
}
