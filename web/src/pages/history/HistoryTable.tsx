import { ActionIcon, Anchor, Box, Group, ScrollArea, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { Download } from 'lucide-react';
import { Link } from 'react-router';
import type { HistoryEntry } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { StateBadge } from '../../parts/StateBadge';
import classes from './HistoryTable.module.css';

/** A table where there is room for one, cards where there is not. */
export function HistoryTable({ entries }: { entries: HistoryEntry[] }) {
  const { t } = useLanguage();
  return (
    <Card p={0}>
      <ScrollArea
        type="auto"
        visibleFrom="sm"
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('history.title') }}
      >
        <Table verticalSpacing="sm" horizontalSpacing="sm" highlightOnHover className="numbers" miw={980}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('history.file')}</Table.Th>
              <Table.Th>{t('history.status')}</Table.Th>
              <Table.Th>{t('history.on')}</Table.Th>
              <Table.Th>{t('history.by')}</Table.Th>
              <Table.Th ta="end">{t('history.duration')}</Table.Th>
              <Table.Th ta="end">{t('history.valid')}</Table.Th>
              <Table.Th ta="end">{t('history.errors')}</Table.Th>
              <Table.Th ta="end">{t('history.discarded')}</Table.Th>
              <Table.Th className={classes.view ?? ''}>
                <VisuallyHidden>{t('history.view')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Box hiddenFrom="sm">
        {entries.map((entry) => (
          <Tile key={entry.id} entry={entry} />
        ))}
      </Box>
    </Card>
  );
}

function timeOf(entry: HistoryEntry): string | null {
  return entry.finishedAt ?? entry.startedAt ?? entry.uploadedAt;
}

function View({ entry }: { entry: HistoryEntry }) {
  const { t } = useLanguage();
  return (
    <Anchor
      component={Link}
      to={`/history/${entry.id}`}
      size="sm"
      fw={600}
      aria-label={t('history.viewOf', { name: entry.file.name })}
    >
      {t('history.view')}
    </Anchor>
  );
}

function FileButton({ entry }: { entry: HistoryEntry }) {
  const { t } = useLanguage();
  const label = t('history.download', { name: entry.file.name });
  return (
    <Tooltip label={label}>
      <ActionIcon
        component="a"
        href={`/imports/1/imports/${entry.id}/file`}
        download={entry.file.name}
        variant="subtle"
        aria-label={label}
      >
        <Download size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Line({ entry }: { entry: HistoryEntry }) {
  const format = useFormat();
  const at = timeOf(entry);
  const isRun = entry.startedAt !== null;
  return (
    <Table.Tr>
      <Table.Td miw={170} maw={280}>
        <Group gap={4} wrap="nowrap">
          <FileButton entry={entry} />
          <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
            {entry.file.name}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td>
        <StateBadge state={entry.state} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{at && format.moment(at)}</Table.Td>
      <Table.Td miw={150} style={{ overflowWrap: 'anywhere' }}>
        {entry.by}
      </Table.Td>
      <Table.Td ta="end">{isRun && format.duration(entry.durationMs)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.validRecords)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.errorRecords)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.counts.discarded)}</Table.Td>
      <Table.Td ta="end" className={classes.view ?? ''}>
        <View entry={entry} />
      </Table.Td>
    </Table.Tr>
  );
}

function Tile({ entry }: { entry: HistoryEntry }) {
  const { t } = useLanguage();
  const format = useFormat();
  const at = timeOf(entry);
  const numbers = [
    [t('history.valid'), entry.validRecords],
    [t('history.errors'), entry.errorRecords],
    [t('history.discarded'), entry.counts.discarded],
  ] as const;
  return (
    <Box p="md" className={classes.tile}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {entry.file.name}
        </Text>
        <StateBadge state={entry.state} />
      </Group>
      <Text size="xs" c="dimmed" mt={2}>
        {at && format.moment(at)} · {entry.by}
      </Text>
      <Group justify="space-between" mt="xs" wrap="nowrap">
        <Text size="xs" className="numbers">
          {entry.startedAt !== null && numbers.map(([name, count]) => `${name} ${format.number(count)}`).join(' · ')}
        </Text>
        <Group gap={4} wrap="nowrap">
          <FileButton entry={entry} />
          <View entry={entry} />
        </Group>
      </Group>
    </Box>
  );
}
