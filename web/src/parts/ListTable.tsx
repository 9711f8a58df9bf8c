import { Box, Group, ScrollArea, Table, Text, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/Language';
import { Card } from './Card';
import classes from './ListTable.module.css';

export type ListColumn<Entry> = {
  title: string;
  cell: (entry: Entry) => ReactNode;
  /** Numbers stand at the end of their cell. */
  align?: 'end';
};

type ListTableProps<Entry> = {
  /** What the table is of. */
  label: string;
  entries: Entry[];
  keyOf: (entry: Entry) => string | number;
  /** The first column says which entry it is. */
  columns: ListColumn<Entry>[];
  /** What can be done with an entry. */
  acts?: (entry: Entry) => ReactNode;
  /** Pixels below which the table is scrolled sideways. */
  width?: number;
};

/** A table where there is room for one, cards where there is not. */
export function ListTable<Entry>(table: ListTableProps<Entry>) {
  const { label, entries, keyOf, columns, acts, width = 640 } = table;
  const { t } = useLanguage();
  return (
    <Card p={0}>
      <ScrollArea type="auto" visibleFrom="sm" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover className="numbers" miw={width}>
          <Table.Thead>
            <Table.Tr>
              {columns.map(({ title, align }) => (
                <Table.Th key={title} ta={align}>
                  {title}
                </Table.Th>
              ))}
              {acts && (
                <Table.Th>
                  <VisuallyHidden>{t('list.acts')}</VisuallyHidden>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => (
              <Table.Tr key={keyOf(entry)}>
                {columns.map(({ title, cell, align }) => (
                  <Table.Td key={title} ta={align}>
                    {cell(entry)}
                  </Table.Td>
                ))}
                {acts && (
                  <Table.Td>
                    <Group gap={4} wrap="nowrap" justify="flex-end">
                      {acts(entry)}
                    </Group>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea>
      <Box hiddenFrom="sm" role="list" aria-label={label}>
        {entries.map((entry) => (
          <Tile key={keyOf(entry)} entry={entry} columns={columns} acts={acts?.(entry)} />
        ))}
      </Box>
    </Card>
  );
}

type TileProps<Entry> = { entry: Entry; columns: ListColumn<Entry>[]; acts: ReactNode };

function Tile<Entry>({ entry, columns: [first, ...rest], acts }: TileProps<Entry>) {
  return (
    <Box p="md" role="listitem" className={classes.tile}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>{first?.cell(entry)}</div>
        {acts && (
          <Group gap={4} wrap="nowrap">
            {acts}
          </Group>
        )}
      </Group>
      {rest.map(({ title, cell }) => (
        <Group key={title} gap="sm" mt={6} wrap="nowrap" align="baseline">
          <Text size="xs" c="dimmed" w={96} style={{ flexShrink: 0 }}>
            {title}
          </Text>
          <Text size="sm" component="div" className="numbers" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {cell(entry)}
          </Text>
        </Group>
      ))}
    </Box>
  );
}
