import { Anchor, Button, Stack, Text } from '@mantine/core';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useSubscriptions, type Subscription } from '../../../api/webhooks';
import { useFormat, useLanguage } from '../../../language/Language';
import { Card } from '../../../parts/Card';
import { EmptyState } from '../../../parts/EmptyState';
import { ListTable } from '../../../parts/ListTable';
import { ListWaiting } from '../../../parts/ListWaiting';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { Section } from '../../../parts/Section';
import { ShownOnce } from '../../../parts/ShownOnce';
import { StandingBadge } from './StandingBadge';
import { NewWebhookDialog } from './WebhookDialog';

/** Where events of this account are sent. */
export function WebhooksPage() {
  const { t } = useLanguage();
  const webhooks = useSubscriptions();
  const [isMaking, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const make = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('webhooks.new')}
    </Button>
  );
  return (
    <Section title={t('settings.webhooks')} text={t('webhooks.text')} acts={webhooks.data?.length !== 0 && make}>
      {webhooks.isPending && <ListWaiting />}
      {webhooks.isError && <ProblemNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
      {webhooks.data?.length === 0 && (
        <Card>
          <EmptyState icon={<Webhook />} level={3} title={t('webhooks.empty')} text={t('webhooks.empty.text')}>
            {make}
          </EmptyState>
        </Card>
      )}
      {webhooks.data && webhooks.data.length > 0 && <WebhookTable webhooks={webhooks.data} />}
      {isMaking && <NewWebhookDialog onMade={setSecret} onClose={() => setMaking(false)} />}
      {secret !== null && (
        <ShownOnce
          title={t('webhooks.secret.title')}
          text={t('webhooks.secret.text')}
          label={t('webhooks.secret.label')}
          value={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Section>
  );
}

function WebhookTable({ webhooks }: { webhooks: Subscription[] }) {
  const { t } = useLanguage();
  const format = useFormat();
  return (
    <ListTable
      label={t('settings.webhooks')}
      entries={webhooks}
      keyOf={({ id }) => id}
      width={760}
      columns={[
        {
          title: t('webhooks.url'),
          cell: ({ id, url, description }) => (
            <Stack gap={2} align="flex-start">
              <Anchor
                component={Link}
                to={`/settings/webhooks/${id}`}
                size="sm"
                fw={600}
                style={{ overflowWrap: 'anywhere' }}
              >
                {url}
              </Anchor>
              {description && (
                <Text size="xs" c="dimmed">
                  {description}
                </Text>
              )}
            </Stack>
          ),
        },
        { title: t('webhooks.state'), cell: (webhook) => <StandingBadge shown={webhook} /> },
        {
          title: t('webhooks.events'),
          cell: ({ events }) => (
            <Text size="sm" title={events.map((event) => t(`event.${event}`)).join(', ')}>
              {t('webhooks.eventCount', { count: events.length })}
            </Text>
          ),
        },
        { title: t('webhooks.created'), cell: ({ createdAt }) => format.moment(createdAt) },
      ]}
    />
  );
}
