import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { MailCheck, MailX, Send } from 'lucide-react';
import { useMail, useMailTest, type Mail } from '../../../api/mail';
import { useLanguage } from '../../../language/Language';
import { Card } from '../../../parts/Card';
import { EmptyState } from '../../../parts/EmptyState';
import { Facts } from '../../../parts/Facts';
import { ListWaiting } from '../../../parts/ListWaiting';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { Section } from '../../../parts/Section';

/** How people are mailed what they are told, and whether it works. */
export function MailPage() {
  const { t } = useLanguage();
  const mail = useMail();
  return (
    <Section title={t('settings.mail')} text={t('mail.text')}>
      {mail.isPending && <ListWaiting />}
      {mail.isError && <ProblemNotice error={mail.error} onRetry={() => void mail.refetch()} />}
      {mail.data && !mail.data.isSetUp && (
        <Card>
          <EmptyState icon={<MailX />} level={3} title={t('mail.none')} text={t('mail.none.text')} />
        </Card>
      )}
      {mail.data?.isSetUp && <MailServer mail={mail.data} />}
    </Section>
  );
}

function MailServer({ mail }: { mail: Extract<Mail, { isSetUp: true }> }) {
  const { t } = useLanguage();
  return (
    <Card>
      <Stack>
        <Facts
          facts={[
            [t('mail.server'), mail.server],
            [t('mail.security'), t(`mail.security.${mail.security}`)],
            [t('mail.sender'), mail.sender],
            [t('mail.recipient'), mail.recipient],
          ]}
        />
        {mail.recipient === null ? (
          <Text size="sm" c="dimmed">
            {t('mail.noRecipient')}
          </Text>
        ) : (
          <MailTest />
        )}
      </Stack>
    </Card>
  );
}

function MailTest() {
  const { t } = useLanguage();
  const test = useMailTest();
  return (
    <>
      <Group>
        <Button
          variant="default"
          leftSection={<Send size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t('mail.test')}
        </Button>
      </Group>
      <div aria-live="polite">
        {test.isSuccess && (
          <Alert color="green" variant="outline" bg="var(--card)" icon={<MailCheck aria-hidden />}>
            {t('mail.tested', { recipient: test.data.recipient })}
          </Alert>
        )}
      </div>
      {test.isError && <ProblemNotice error={test.error} />}
    </>
  );
}
