import { Table } from '@mantine/core';
import { useLanguage } from '../../language/Language';
import type { ChangeLine } from './changeLines';

/** Lines of what was and what is, field by field. */
export function ChangeTable({ lines }: { lines: ChangeLine[] }) {
  const { t } = useLanguage();
  if (lines.length === 0) return null;
  // where all is new, a column of nothing would only make the others narrow
  const hasOld = lines.some((line) => line.old !== '');
  return (
    <Table layout="fixed" fz="sm" verticalSpacing="xs" style={{ overflowWrap: 'anywhere' }}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('diff.field')}</Table.Th>
          {hasOld && <Table.Th>{t('diff.old')}</Table.Th>}
          <Table.Th>{t('diff.new')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {lines.map((line) => (
          <Table.Tr key={`${line.name} ${line.old} ${line.new}`}>
            <Table.Th scope="row" fw={500}>
              {line.name}
            </Table.Th>
            {hasOld && (
              <Table.Td c="var(--rejected-text)" td={line.old === '' ? 'none' : 'line-through'}>
                {line.old}
              </Table.Td>
            )}
            <Table.Td c="var(--created-text)">{line.new}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
