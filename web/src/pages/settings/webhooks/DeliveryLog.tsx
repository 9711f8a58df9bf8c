import { Button, Center, Stack, Text } from '@mantine/core';
import { useDeliveries, type Delivery } from '../../../api/webhooks';
import { useFormat, useLanguage } from '../../../language/Language';
import { Card } from '../../../parts/Card';
import { ListTable } from '../../../parts/ListTable';
import { ListWaiting } from '../../../parts/ListWaiting';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { Section } from '../../../parts/Section';
import { useSentences } from '../../../parts/useSentences';
import { ToneBadge, type Tone } from '../../../parts/ToneBadge';

const tones: Record<Delivery['state'], Tone> = { PENDING: 'updated', DELIVERED: 'created', GIVEN_UP: 'rejected' };

/** Which messages were sent and how it went, newest first; it follows what happens. */
export function DeliveryLog({ id }: { id: number }) {
  const { t } = useLanguage();
  const log = useDeliveries(id);
  const deliveries = log.data?.pages.flatMap((page) => page.deliveries) ?? [];
  return (
    <Section title={t('deliveries.title')} text={t('deliveries.text')}>
      {log.isPending && <ListWaiting />}
      {log.isError && <ProblemNotice error={log.error} onRetry={() => void log.refetch()} />}
      {log.data && deliveries.length === 0 && (
        <Card>
          <Text size="sm" c="dimmed">
            {t('deliveries.empty')}
          </Text>
        </Card>
      )}
      {deliveries.length > 0 && <DeliveryTable deliveries={deliveries} />}
      {log.hasNextPage && (
        <Center>
          <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Section>
  );
}

function DeliveryTable({ deliveries }: { deliveries: Delivery[] }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const format = useFormat();
  return (
    <ListTable
      label={t('deliveries.title')}
      entries={deliveries}
      keyOf={({ id }) => id}
      width={860}
      columns={[
        {
          title: t('deliveries.event'),
          cell: ({ event, subjects }) => (
            <Text size="sm" fw={600} title={event}>
              {t(`event.${event}`)}
              {!event.startsWith('import.') && (
                <Text span size="xs" c="dimmed" ms={8}>
                  {t('deliveries.subjects', { count: subjects })}
                </Text>
              )}
            </Text>
          ),
        },
        {
          title: t('deliveries.state'),
          cell: ({ state }) => <ToneBadge tone={tones[state]}>{t(`deliveries.${state}`)}</ToneBadge>,
        },
        {
          title: t('deliveries.answer'),
          cell: ({ status, reason }) => (
            <Stack gap={0}>
              {status ?? t('deliveries.noAnswer')}
              {reason && (
                <Text size="xs" c="dimmed" maw={320}>
                  {sentences.ofReason(reason)}
                </Text>
              )}
            </Stack>
          ),
        },
        { title: t('deliveries.attempts'), align: 'end', cell: ({ attempts }) => format.number(attempts) },
        { title: t('deliveries.span'), align: 'end', cell: ({ milliseconds }) => format.duration(milliseconds) },
        { title: t('deliveries.at'), cell: ({ lastAt }) => format.moment(lastAt) },
      ]}
    />
  );
}
