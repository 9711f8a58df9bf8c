import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { Ban, KeyRound, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { stateOf, useKeys, type ApiKey, type KeyState } from '../../../api/keys';
import { useFormat, useLanguage } from '../../../language/Language';
import { Card } from '../../../parts/Card';
import { EmptyState } from '../../../parts/EmptyState';
import { IconAct } from '../../../parts/IconAct';
import { ListTable } from '../../../parts/ListTable';
import { ListWaiting } from '../../../parts/ListWaiting';
import { ProblemNotice } from '../../../parts/ProblemNotice';
import { Section } from '../../../parts/Section';
import { ShownOnce } from '../../../parts/ShownOnce';
import { ToneBadge, type Tone } from '../../../parts/ToneBadge';
import { ChangeKeyDialog, NewKeyDialog, type NewKey } from './KeyDialog';
import { RevokeDialog } from './RevokeDialog';

type Asked = { act: 'change' | 'revoke'; key: ApiKey };

/** What programs sign in by. */
export function KeysPage() {
  const { t } = useLanguage();
  const keys = useKeys();
  const [isMaking, setMaking] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const make = (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('keys.new')}
    </Button>
  );
  return (
    <Section title={t('settings.keys')} text={t('keys.text')} acts={keys.data?.length !== 0 && make}>
      {keys.isPending && <ListWaiting />}
      {keys.isError && <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.length === 0 && (
        <Card>
          <EmptyState icon={<KeyRound />} level={3} title={t('keys.empty')} text={t('keys.empty.text')}>
            {make}
          </EmptyState>
        </Card>
      )}
      {keys.data && keys.data.length > 0 && <KeyTable keys={keys.data} onAsk={setAsked} />}
      {isMaking && <NewKeyDialog onMade={setMade} onClose={() => setMaking(false)} />}
      {made && (
        <ShownOnce
          title={t('keys.shown', { name: made.name })}
          text={t('keys.shown.text')}
          label={t('keys.shown.label')}
          value={made.key}
          onClose={() => setMade(null)}
        />
      )}
      {asked?.act === 'change' && <ChangeKeyDialog shown={asked.key} onClose={close} />}
      {asked?.act === 'revoke' && <RevokeDialog shown={asked.key} onClose={close} />}
    </Section>
  );
}

const tones: Record<KeyState, Tone> = { active: 'created', expired: 'discarded', revoked: 'unchanged' };

function KeyTable({ keys, onAsk }: { keys: ApiKey[]; onAsk: (asked: Asked) => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const now = new Date();
  // those that still open something first
  const order = [...keys].sort((one, other) => Number(!!one.revokedAt) - Number(!!other.revokedAt));
  return (
    <ListTable
      label={t('settings.keys')}
      entries={order}
      keyOf={({ id }) => id}
      width={960}
      columns={[
        {
          title: t('keys.name'),
          cell: (key) => (
            <Stack gap={2} align="flex-start">
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {key.name}
              </Text>
              <Code>{key.prefix}…</Code>
            </Stack>
          ),
        },
        {
          title: t('keys.state'),
          cell: (key) => <ToneBadge tone={tones[stateOf(key, now)]}>{t(`keys.${stateOf(key, now)}`)}</ToneBadge>,
        },
        { title: t('keys.scopes'), cell: (key) => key.scopes.map((scope) => t(`scope.${scope}`)).join(', ') },
        { title: t('keys.used'), cell: ({ usedAt }) => (usedAt ? format.moment(usedAt) : t('app.never')) },
        { title: t('keys.expires'), cell: ({ expiresAt }) => (expiresAt ? format.moment(expiresAt) : t('app.never')) },
        {
          title: t('keys.created'),
          cell: (key) => t('keys.by', { moment: format.moment(key.createdAt), name: key.createdBy }),
        },
      ]}
      acts={(key) =>
        !key.revokedAt && (
          <Group gap={4} wrap="nowrap">
            <IconAct
              label={t('keys.change', { name: key.name })}
              icon={<Pencil size={16} aria-hidden />}
              onAct={() => onAsk({ act: 'change', key })}
            />
            <IconAct
              label={t('keys.revoke', { name: key.name })}
              icon={<Ban size={16} aria-hidden />}
              onAct={() => onAsk({ act: 'revoke', key })}
            />
          </Group>
        )
      }
    />
  );
}
