import { Skeleton, Stack } from '@mantine/core';
import { Unplug } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { asProblem } from '../../../api/client';
import { useSubscription, type Subscription } from '../../../api/webhooks';
import { useFormat, useLanguage } from '../../../language/Language';
import { BackLink } from '../../../parts/BackLink';
import { Card } from '../../../parts/Card';
import { EmptyState } from '../../../parts/EmptyState';
import { Facts } from '../../../parts/Facts';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { useSentences } from '../../../parts/useSentences';
import { ShownOnce } from '../../../parts/ShownOnce';
import { DeliveryLog } from './DeliveryLog';
import { StandingBadge } from './StandingBadge';
import { WebhookActs } from './WebhookActs';

/** One webhook: how it stands, what can be done, and the messages that were sent. */
export function WebhookPage() {
  const { t } = useLanguage();
  const webhook = useSubscription(Number(useParams()['id']));
  const isGone = webhook.isError && asProblem(webhook.error).status === 404;
  return (
    <Stack gap="lg">
      <BackLink to="/settings/webhooks">{t('webhooks.back')}</BackLink>
      {webhook.isPending && <Skeleton height={220} radius="lg" />}
      {isGone && (
        <Card>
          <EmptyState icon={<Unplug />} title={t('webhooks.gone')} text={t('webhooks.gone.text')} />
        </Card>
      )}
      {webhook.isError && !isGone && <ProblemNotice error={webhook.error} onRetry={() => void webhook.refetch()} />}
      {webhook.data && !isGone && <Details shown={webhook.data} />}
    </Stack>
  );
}

function Details({ shown }: { shown: Subscription }) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const [secret, setSecret] = useState<string | null>(null);
  const moment = (instant: string | null) => instant && format.moment(instant);
  return (
    <>
      <Card title={t('webhooks.overview')}>
        <Stack>
          <Facts
            facts={[
              [t('webhooks.url'), shown.url],
              [t('webhooks.description'), shown.description],
              [t('webhooks.state'), <StandingBadge key="state" shown={shown} />],
              [t('webhooks.reason'), shown.reason && sentences.ofReason(shown.reason)],
              [t('webhooks.events'), shown.events.map((event) => t(`event.${event}`)).join(', ')],
              [t('webhooks.failures'), shown.failures > 0 ? format.number(shown.failures) : null],
              [t('webhooks.failing'), moment(shown.failingSince)],
              [t('webhooks.next'), moment(shown.nextAttemptAt)],
              [t('webhooks.oldSecret'), moment(shown.previousSecretUntil)],
              [t('webhooks.created'), t('keys.by', { moment: format.moment(shown.createdAt), name: shown.createdBy })],
            ]}
          />
          <WebhookActs shown={shown} onSecret={setSecret} />
        </Stack>
      </Card>
      <DeliveryLog id={shown.id} />
      {secret !== null && (
        <ShownOnce
          title={t('webhooks.secret.title')}
          text={t('webhooks.secret.rotated')}
          label={t('webhooks.secret.label')}
          value={secret}
          onClose={() => setSecret(null)}
        />
      )}
    </>
  );
}
