import { Anchor, Group, Stack, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import type { Import } from '../../api/imports';
import type { TextKey } from '../../language/catalogues';
import { useFormat, useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';

/** The files of an import: what was imported, and what came of its rows. */
export function FileList({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const format = useFormat();
  const { counts } = shown;
  const address = `/imports/1/imports/${shown.id}`;
  const files: { text: TextKey; name: string; count: number }[] = [
    { text: 'details.rejected', name: 'rejected', count: counts.rowsRejected + counts.recordsRejected },
    { text: 'details.created', name: 'created', count: counts.created },
    { text: 'details.updated', name: 'updated', count: counts.updated + counts.promoted },
    { text: 'details.unchanged', name: 'unchanged', count: counts.unchanged },
  ];
  return (
    <Card title={t('details.files')}>
      <Stack gap="sm">
        <Line text={t('details.original')} detail={format.bytes(shown.file.size)}>
          <Anchor href={`${address}/file`} download={shown.file.name} size="sm">
            <Download size={14} aria-hidden /> {shown.file.name}
          </Anchor>
        </Line>
        {files
          .filter(({ count }) => count > 0)
          .map(({ text, name, count }) => (
            <Line key={name} text={t(text)} detail={format.number(count)}>
              {(['csv', 'xlsx'] as const).map((form) => (
                <Anchor
                  key={form}
                  href={`${address}/${name}.${form}`}
                  download
                  size="sm"
                  aria-label={`${t(text)} ${form.toUpperCase()}`}
                >
                  <Download size={14} aria-hidden /> {form.toUpperCase()}
                </Anchor>
              ))}
            </Line>
          ))}
      </Stack>
    </Card>
  );
}

function Line({ text, detail, children }: { text: string; detail: string; children: React.ReactNode }) {
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm">
        {text}{' '}
        <Text span c="dimmed" className="numbers">
          {detail}
        </Text>
      </Text>
      <Group gap="md">{children}</Group>
    </Group>
  );
}
