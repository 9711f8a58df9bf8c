import { Anchor, ScrollArea, Table } from '@mantine/core';
import { FileSpreadsheet } from 'lucide-react';
import type { HistoryEntry } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { StateBadge } from '../../parts/StateBadge';

export function HistoryTable({ entries }: { entries: HistoryEntry[] }) {
  const { t } = useLanguage();
  return (
    <Card p={0}>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('history.title') }}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover className="numbers" miw={920}>
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
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Card>
  );
}

function Entry({ entry }: { entry: HistoryEntry }) {
  const { t } = useLanguage();
  const format = useFormat();
  const at = entry.finishedAt ?? entry.startedAt ?? entry.uploadedAt;
  const isRun = entry.startedAt !== null;
  return (
    <Table.Tr>
      <Table.Td maw={280} style={{ overflowWrap: 'anywhere' }}>
        <Anchor
          href={`/imports/1/imports/${entry.id}/file`}
          download={entry.file.name}
          size="sm"
          fw={500}
          aria-label={t('history.download', { name: entry.file.name })}
        >
          <FileSpreadsheet size={15} aria-hidden style={{ verticalAlign: '-2px', marginInlineEnd: 6 }} />
          {entry.file.name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        <StateBadge state={entry.state} />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{at && format.moment(at)}</Table.Td>
      <Table.Td>{entry.by}</Table.Td>
      <Table.Td ta="end">{isRun && format.duration(entry.durationMs)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.validRecords)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.errorRecords)}</Table.Td>
      <Table.Td ta="end">{isRun && format.number(entry.counts.discarded)}</Table.Td>
    </Table.Tr>
  );
}
