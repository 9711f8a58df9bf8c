import { List } from '@mantine/core';
import type { Schemas } from '../../api/client';
import type { TextKey } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';

type Report = Schemas['UndoReport'];

const words: [TextKey, keyof Omit<Report, 'findings'>][] = [
  ['undo.removed', 'removed'],
  ['undo.restored', 'restored'],
  ['undo.split', 'split'],
  ['undo.untagged', 'untagged'],
  ['undo.kept', 'kept'],
  ['undo.conflicts', 'conflicts'],
];

/** What an undo does, or did, with its numbers. */
export function UndoWords({ report }: { report: Report }) {
  const { t } = useLanguage();
  const shown = words.filter(([, name]) => report[name] > 0);
  return (
    <List size="sm" spacing={6}>
      {shown.length === 0 && <List.Item>{t('undo.nothing')}</List.Item>}
      {shown.map(([text, name]) => (
        <List.Item key={name}>{t(text, { count: report[name] })}</List.Item>
      ))}
    </List>
  );
}

export function UndoResult({ report }: { report: Report }) {
  const { t } = useLanguage();
  return (
    <Card title={t('undo.done')}>
      <UndoWords report={report} />
    </Card>
  );
}
