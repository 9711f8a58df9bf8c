import { Box, ScrollArea, Table, Text, Title, UnstyledButton } from '@mantine/core';
import type { Upload } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import classes from './FirstRows.module.css';

type FirstRowsProps = {
  upload: Upload;
  /** The rows are those of an earlier choice, and new ones are on their way. */
  isOld: boolean;
  onFirstRow: (row: number) => void;
};

/** As many as fit on a screen: enough to see whether titles and data are where they belong. */
const rowsShown = 16;

/** The first rows of the file as they are read; a click on a row's number lets the data begin there. */
export function FirstRows({ upload, isOld, onFirstRow }: FirstRowsProps) {
  const { t } = useLanguage();
  const { firstHeaderRow, lastHeaderRow, firstDataRow, columns, summary } = upload.reading;
  const kindOf = (row: number) => {
    if (row >= firstDataRow) return 'data';
    return row >= firstHeaderRow && row <= lastHeaderRow ? 'titles' : 'skipped';
  };
  const shown = new Map([...upload.firstRows, ...upload.rows].map((entry) => [entry.row, entry]));
  return (
    <Card p={0} className={classes.card}>
      <Title order={2} size="h3" px="lg" pt="lg">
        {t('read.rows')}
      </Title>
      <Text size="sm" c="dimmed" px="lg" mb="sm">
        {t('read.rows.text')} {upload.whole && t('read.counted', { count: summary.rows })}
      </Text>
      <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('read.rows') }}>
        <Table
          className={classes.table}
          data-old={isOld || undefined}
          horizontalSpacing="md"
          verticalSpacing={6}
          fz="sm"
        >
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={64}>
                <span className={classes.hidden}>{t('log.row')}</span>
              </Table.Th>
              {columns.map((column) => (
                <Table.Th key={column.number}>{column.name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...shown.values()]
              .sort((one, other) => one.row - other.row)
              .slice(0, rowsShown)
              .map(({ row, cells }) => (
                <Table.Tr key={row} data-kind={kindOf(row)}>
                  <Table.Th scope="row">
                    <UnstyledButton
                      className={classes.number}
                      aria-label={t('read.startAt', { row })}
                      title={t('read.startAt', { row })}
                      onClick={() => onFirstRow(row)}
                    >
                      {row}
                    </UnstyledButton>
                  </Table.Th>
                  {cells.map((cell, place) => (
                    <Table.Td key={place}>
                      <Box className={classes.cell} title={cell}>
                        {cell}
                      </Box>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
    </Card>
  );
}
