import { Drawer, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useDifference, type ImportRow } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { OutcomeBadge } from '../OutcomeBadge';
import { ProblemNotice } from '../ProblemNotice';
import { useSentences } from '../useSentences';
import { ChangeTable } from './ChangeTable';
import { linesOf } from './changeLines';
import classes from './DifferenceDrawer.module.css';

type DifferenceDrawerProps = { id: number; row: ImportRow | null; version: string; onClose: () => void };

/** What a row does: what is wrong with it, and what its record changes, old beside new. */
export function DifferenceDrawer({ id, row, version, onClose }: DifferenceDrawerProps) {
  const { t } = useLanguage();
  // while it closes, what it was about stays in view
  const [last, setLast] = useState(row);
  if (row && row !== last) setLast(row);
  return (
    <Drawer.Root opened={row !== null} onClose={onClose} position="right" size="lg">
      <Drawer.Overlay />
      <Drawer.Content bg="var(--card)">
        <Group justify="space-between" p="lg" pb={0}>
          <Drawer.Title fw={650} fz="lg">
            {last && t('diff.title', { row: last.row })}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t('app.close')} />
        </Group>
        <Drawer.Body p="lg">
          {last && (
            <Stack>
              <div>
                <OutcomeBadge outcome={last.outcome} />
              </div>
              <Problems problems={last.problems} />
              {last.record !== null && <Changes id={id} record={last.record} version={version} />}
            </Stack>
          )}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function Problems({ problems }: Pick<ImportRow, 'problems'>) {
  const sentences = useSentences();
  if (problems.length === 0) return null;
  return (
    <ul className={classes.problems}>
      {problems.map((problem) => (
        <li key={problem.column + problem.code}>
          <Text size="sm" fw={600}>
            {problem.column} {problem.value && <code className={classes.value}>{problem.value}</code>}
          </Text>
          <Text size="sm">{sentences.ofRow(problem)}</Text>
        </li>
      ))}
    </ul>
  );
}

function Changes({ id, record, version }: { id: number; record: number; version: string }) {
  const { t } = useLanguage();
  const found = useDifference(id, record, version);
  if (found.isPending) return <Skeleton height={120} />;
  if (found.isError) return <ProblemNotice error={found.error} />;
  const lines = linesOf(found.data, t);
  return lines.length === 0 ? <Text c="dimmed">{t('diff.none')}</Text> : <ChangeTable lines={lines} />;
}
