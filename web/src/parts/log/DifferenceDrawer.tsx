import { Drawer, Group, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDifference } from '../../api/imports';
import type { Schemas } from '../../api/client';
import { useLanguage } from '../../language/Language';
import { isStandardField } from '../../pages/import/fields';
import { OutcomeBadge } from '../OutcomeBadge';
import { ProblemNotice } from '../ProblemNotice';

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

type Line = { name: string; old: string; new: string };

/** Everything that changes, as lines of old and new. */
export function linesOf(difference: Difference, nameOf: (field: string) => string): Line[] {
  return [
    ...difference.fields.map(({ field, old, new: next }) => ({ name: nameOf(field), old, new: next })),
    ...difference.contactsAdded.map(({ field, value }) => ({ name: nameOf(field), old: '', new: value })),
    ...difference.contactsRemoved.map(({ field, value }) => ({ name: nameOf(field), old: value, new: '' })),
    ...[...difference.tagsAdded, ...difference.importTagsAdded].map((tag) => ({
      name: nameOf('tags'),
      old: '',
      new: tag,
    })),
    ...difference.tagsRemoved.map((tag) => ({ name: nameOf('tags'), old: tag, new: '' })),
  ];
}

function Content({ difference }: { difference: Difference }) {
  const { t } = useLanguage();
  const lines = linesOf(difference, (field) => (isStandardField(field) ? t(`field.${field}`) : field));
  return (
    <Stack>
      <div>
        <OutcomeBadge outcome={difference.outcome} />
      </div>
      {difference.problems.map((problem) => (
        <Text key={problem.column + problem.code} size="sm" c="red">
          {problem.column}: {problem.message}
        </Text>
      ))}
      {lines.length === 0 && <Text c="dimmed">{t('diff.none')}</Text>}
      {lines.length > 0 && (
        <Table fz="sm" verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('diff.field')}</Table.Th>
              <Table.Th>{t('diff.old')}</Table.Th>
              <Table.Th>{t('diff.new')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={`${line.name} ${line.old} ${line.new}`}>
                <Table.Th scope="row" fw={500}>
                  {line.name}
                </Table.Th>
                <Table.Td c="var(--rejected-text)" td={line.old === '' ? 'none' : 'line-through'}>
                  {line.old}
                </Table.Td>
                <Table.Td c="var(--created-text)">{line.new}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}
