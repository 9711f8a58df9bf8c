import { Checkbox, SimpleGrid, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  useSubscribing,
  useSubscriptionChange,
  webhookEvents,
  type Subscription,
  type WebhookEvent,
} from '../../../api/webhooks';
import { useLanguage } from '../../../language/Language';
import { FormDialog } from '../../../parts/FormDialog';
import { useTelling } from '../../../parts/useTelling';

type Fields = { url: string; description: string; events: WebhookEvent[] };

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text);
}
function isComplete({ url, events }: Fields): boolean {
  return isAddress(url.trim()) && events.length > 0;
}
function bodyOf({ url, description, events }: Fields): Fields {
  return { url: url.trim(), description: description.trim(), events };
}

export function NewWebhookDialog({ onMade, onClose }: { onMade: (secret: string) => void; onClose: () => void }) {
  const { t } = useLanguage();
  const subscribe = useSubscribing();
  const [fields, setFields] = useState<Fields>({ url: '', description: '', events: [] });
  const onSuccess = ({ secret }: { secret: string }) => {
    onClose();
    onMade(secret);
  };
  return (
    <FormDialog
      title={t('webhooks.new')}
      act={t('webhooks.new.act')}
      isComplete={isComplete(fields)}
      change={subscribe}
      onSubmit={() => subscribe.mutate(bodyOf(fields), { onSuccess })}
      onClose={onClose}
    >
      <WebhookFields fields={fields} onChange={setFields} />
    </FormDialog>
  );
}

export function ChangeWebhookDialog({ shown, onClose }: { shown: Subscription; onClose: () => void }) {
  const { t } = useLanguage();
  const tell = useTelling();
  const change = useSubscriptionChange(shown.id);
  const [fields, setFields] = useState<Fields>({
    url: shown.url,
    description: shown.description,
    events: shown.events,
  });
  const onSuccess = () => {
    tell(t('webhooks.changed'));
    onClose();
  };
  return (
    <FormDialog
      title={t('webhooks.change.title')}
      act={t('app.save')}
      isComplete={isComplete(fields)}
      change={change}
      onSubmit={() => change.mutate(bodyOf(fields), { onSuccess })}
      onClose={onClose}
    >
      <WebhookFields fields={fields} onChange={setFields} />
    </FormDialog>
  );
}

function WebhookFields({ fields, onChange }: { fields: Fields; onChange: (fields: Fields) => void }) {
  const { t } = useLanguage();
  const [isLeft, setLeft] = useState(false);
  const isWrong = isLeft && fields.url.trim() !== '' && !isAddress(fields.url.trim());
  return (
    <>
      <TextInput
        label={t('webhooks.url')}
        description={t('webhooks.url.hint')}
        type="url"
        placeholder="https://"
        autoComplete="off"
        data-autofocus
        maxLength={2083}
        value={fields.url}
        error={isWrong && t('webhooks.url.wrong')}
        onBlur={() => setLeft(true)}
        onChange={(event) => onChange({ ...fields, url: event.currentTarget.value })}
      />
      <TextInput
        label={t('webhooks.description')}
        autoComplete="off"
        maxLength={200}
        value={fields.description}
        onChange={(event) => onChange({ ...fields, description: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('webhooks.events')}
        value={fields.events}
        onChange={(events) => onChange({ ...fields, events: events as WebhookEvent[] })}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" mt={6}>
          {webhookEvents.map((event) => (
            <Checkbox key={event} value={event} label={t(`event.${event}`)} description={event} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
    </>
  );
}
