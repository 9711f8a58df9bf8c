import { Skeleton, Table, Text } from '@mantine/core';
import { useDifference, useFileRow, useImport, type RowSource } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { fieldName, shownValue } from '../../parts/log/changeLines';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { cellsOf } from './fileCells';

/** The row that an entry came from as the file has it: each column with its cell, and the field that it went to. */
export function RowInFile({ id, source }: { id: number; source: RowSource }) {
  const { t } = useLanguage();
  const shown = useImport(id);
  const row = useFileRow(id, source);
  const change = useDifference(id, row.data?.record ?? null, '');
  const error = shown.error ?? row.error;
  if (error) return <ProblemNotice error={error} />;
  if (row.data === undefined || !shown.data) return <Skeleton height={60} />;
  if (row.data === null) return <Text size="sm">{t('person.file.none')}</Text>;
  return (
    <Table layout="fixed" fz="sm" verticalSpacing="xs" style={{ overflowWrap: 'anywhere' }}>
      <Table.Caption>{t('person.file.caption', { name: shown.data.file.name, row: row.data.row })}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('person.file.column')}</Table.Th>
          <Table.Th>{t('person.file.cell')}</Table.Th>
          <Table.Th>{t('person.file.stored')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {cellsOf(shown.data.reading?.columns ?? [], row.data.cells, change.data).map(
          ({ number, column, cell, field, stored }) => (
            <Table.Tr key={number}>
              <Table.Th scope="row" fw={500}>
                {column}
              </Table.Th>
              <Table.Td style={{ whiteSpace: 'pre-wrap' }}>{cell}</Table.Td>
              <Table.Td>
                <Text size="xs" c="dimmed">
                  {field === null ? t('person.file.left') : fieldName(field, t)}
                </Text>
                {field !== null && stored !== null && shownValue(field, stored, t)}
              </Table.Td>
            </Table.Tr>
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}
