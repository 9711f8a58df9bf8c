import { Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useDifference } from '../../api/imports';
import type { Schemas } from '../../api/client';
import { useLanguage } from '../../language/Language';
import { OutcomeBadge } from '../OutcomeBadge';
import { ProblemNotice } from '../ProblemNotice';
import { useSentences } from '../useSentences';
import { ChangeTable } from './ChangeTable';
import { linesOf } from './changeLines';

type Difference = Schemas['ImportDifference'];
type DifferenceDrawerProps = { id: number; record: number | null; version: string; onClose: () => void };

/** What one record changes, old beside new. */
export function DifferenceDrawer({ id, record, version, onClose }: DifferenceDrawerProps) {
  const { t } = useLanguage();
  const found = useDifference(id, record, version);
  return (
    <Drawer.Root opened={record !== null} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content bg="var(--card)">
        <Group justify="space-between" p="lg" pb={0}>
          <Drawer.Title fw={650} fz="lg">
            {found.data ? t('diff.title', { row: found.data.row }) : t('app.loading')}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('app.close')} />
        </Group>
        <Drawer.Body p="lg">
          {found.isPending && <Skeleton height={120} />}
          {found.isError && <ProblemNotice error={found.error} />}
          {found.data && <Content difference={found.data} />}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Content({ difference }: { difference: Difference }) {
  const { t } = useLanguage();
  const sentences = useSentences();
  const lines = linesOf(difference, t);
  return (
    <Stack>
      <div>
        <OutcomeBadge outcome={difference.outcome} />
      </div>
      {difference.problems.map((problem) => (
        <Text key={problem.column + problem.code} size="sm" c="red">
          {[problem.column, sentences.ofRow(problem)].filter(Boolean).join(': ')}
        </Text>
      ))}
      {lines.length === 0 && <Text c="dimmed">{t('diff.none')}</Text>}
      <ChangeTable lines={lines} />
    </Stack>
  );
}
