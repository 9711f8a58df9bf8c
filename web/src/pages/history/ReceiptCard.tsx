import { Button, Code, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { api, contentOf } from '../../api/client';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { Facts } from '../../parts/Facts';
import { ProblemNotice } from '../../parts/ProblemNotice';

/** The fingerprints of an import, and whether its log still has them. */
export function ReceiptCard({ id }: { id: number }) {
  const { t } = useLanguage();
  const params = { path: { id } };
  const receipt = useQuery({
    queryKey: ['receipt', id],
    queryFn: async () => (await contentOf(api.GET('/imports/1/imports/{id}/receipt', { params }))).receipt,
    retry: false,
  });
  const verify = useMutation({
    mutationFn: () => contentOf(api.GET('/imports/1/imports/{id}/receipt/verification', { params })),
  });
  if (!receipt.data) return null;
  const hashes = ['fileHash', 'recipeHash', 'planHash', 'resultHash'] as const;
  return (
    <Card title={t('details.receipt')}>
      <Stack>
        <Text size="sm" c="dimmed" mt={-8}>
          {t('details.receipt.text')}
        </Text>
        <Facts
          facts={hashes.map((name) => [t(`details.${name}`), <Code key={name}>{receipt.data[name]}</Code>] as const)}
        />
        <Group gap="sm">
          <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('details.receipt.verify')}
          </Button>
          <Group gap={6} role="status">
            {verify.data?.holds === true && (
              <>
                <ShieldCheck size={18} aria-hidden color="var(--created)" />
                <Text size="sm">{t('details.receipt.holds')}</Text>
              </>
            )}
            {verify.data?.holds === false && (
              <>
                <ShieldAlert size={18} aria-hidden color="var(--rejected)" />
                <Text size="sm">{t('details.receipt.broken', { detail: verify.data.detail })}</Text>
              </>
            )}
          </Group>
        </Group>
        {verify.isError && <ProblemNotice error={verify.error} />}
      </Stack>
    </Card>
  );
}
