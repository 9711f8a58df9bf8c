import { Accordion, Button, Group, Text } from '@mantine/core';
import { CircleCheck, CircleX, Download, TriangleAlert } from 'lucide-react';
import type { Import, ImportProblem } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { useSentences } from '../../parts/useSentences';
import classes from './ProblemList.module.css';

/** What is wrong in the file, by kind and column, the most frequent first; errors before warnings. */
export function ProblemList({ shown, onShow }: { shown: Import; onShow: (code: string) => void }) {
  const { t } = useLanguage();
  const problems = [...(shown.problems ?? [])].sort(
    (one, other) => Number(one.warning) - Number(other.warning) || other.count - one.count,
  );
  const hasRejected = shown.counts.rowsRejected + shown.counts.recordsRejected > 0;
  return (
    <Card title={t('check.problems')}>
      {problems.length === 0 && (
        <Group gap="xs">
          <CircleCheck size={20} aria-hidden color="var(--created)" />
          <Text size="sm">{t('check.problems.none')}</Text>
        </Group>
      )}
      {problems.length > 0 && (
        <Accordion variant="separated" radius="md" chevronPosition="right" order={3}>
          {problems.map((problem) => (
            <Problem key={`${problem.code} ${problem.columnNumber}`} problem={problem} onShow={onShow} />
          ))}
        </Accordion>
      )}
      {hasRejected && <RejectedRows id={shown.id} />}
    </Card>
  );
}

function Problem({ problem, onShow }: { problem: ImportProblem; onShow: (code: string) => void }) {
  const { t } = useLanguage();
  const format = useFormat();
  const sentences = useSentences();
  const [Icon, color] = problem.warning
    ? ([TriangleAlert, 'var(--discarded)'] as const)
    : ([CircleX, 'var(--rejected)'] as const);
  return (
    <Accordion.Item value={`${problem.code}-${problem.columnNumber}`}>
      <Accordion.Control
        icon={<Icon size={20} color={color} aria-label={t(problem.warning ? 'check.warnings' : 'check.errors')} />}
      >
        <Group gap="sm" wrap="nowrap" align="baseline">
          <Text fw={650} className="numbers" miw={44} ta="end">
            {format.number(problem.count)}
          </Text>
          <div>
            {problem.column && (
              <Text span fw={600} size="sm">
                {problem.column}:{' '}
              </Text>
            )}
            <Text span size="sm">
              {sentences.ofRow(problem)}
            </Text>
          </div>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Group justify="space-between" align="flex-end" gap="sm">
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              {t('check.examples')}
            </Text>
            <ul className={classes.examples}>
              {problem.examples.map(({ row, value }) => (
                <li key={row}>
                  <span>{t('check.row', { row })}</span>
                  <code>{value}</code>
                </li>
              ))}
            </ul>
          </div>
          <Button size="xs" variant="default" onClick={() => onShow(problem.code)}>
            {t('check.show')}
          </Button>
        </Group>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function RejectedRows({ id }: { id: number }) {
  const { t } = useLanguage();
  return (
    <Group justify="space-between" mt="lg" gap="sm">
      <div>
        <Text size="sm" fw={600}>
          {t('check.rejectedFile')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('check.rejectedFile.text')}
        </Text>
      </div>
      <Group gap="xs">
        {(['csv', 'xlsx'] as const).map((form) => (
          <Button
            key={form}
            component="a"
            href={`/imports/1/imports/${id}/rejected.${form}`}
            download
            variant="default"
            leftSection={<Download size={16} aria-hidden />}
            aria-label={`${t('check.rejectedFile')} ${form.toUpperCase()}`}
          >
            {form.toUpperCase()}
          </Button>
        ))}
      </Group>
    </Group>
  );
}
