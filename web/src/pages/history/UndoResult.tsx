import { Anchor, List, Stack, Text } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Schemas } from '../../api/client';
import { isTextKey, type TextKey } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { leftOf, type Left } from './undoFindings';

type Report = Schemas['UndoReport'];

const words: [TextKey, keyof Omit<Report, 'findings'>][] = [
  ['undo.removed', 'removed'],
  ['undo.restored', 'restored'],
  ['undo.split', 'split'],
  ['undo.untagged', 'untagged'],
  ['undo.tags', 'tagsRemoved'],
  ['undo.attributes', 'attributesRemoved'],
  ['undo.kept', 'kept'],
  ['undo.conflicts', 'conflicts'],
];

/** What an undo does, or did, with its numbers. */
export function UndoWords({ report }: { report: Report }) {
  const { t } = useLanguage();
  const shown = words.filter(([, name]) => report[name] > 0);
  const left = leftOf(report);
  return (
    <Stack gap="md">
      <List size="sm" spacing={6}>
        {shown.length === 0 && <List.Item>{t('undo.nothing')}</List.Item>}
        {shown.map(([text, name]) => (
          <List.Item key={name}>{t(text, { count: report[name] })}</List.Item>
        ))}
      </List>
      {left.length > 0 && (
        <div>
          <Text size="sm" fw={600} mb={6}>
            {t('undo.stays')}
          </Text>
          <List size="sm" spacing={6}>
            {left.map((one) => (
              <List.Item key={one.conflict}>
                <Staying left={one} />
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </Stack>
  );
}

/** A reason for which something stays as it is, and whom it is about. */
function Staying({ left: { conflict, people, others } }: { left: Left }) {
  const { t } = useLanguage();
  const key = `undo.stays.${conflict}`;
  return (
    <>
      {isTextKey(key) ? t(key) : conflict}:{' '}
      {people.map((id, place) => (
        <Fragment key={id}>
          {place > 0 && ', '}
          <Anchor component={Link} to={`/persons/${id}`} size="sm">
            {t('undo.person', { id: String(id) })}
          </Anchor>
        </Fragment>
      ))}
      {others > 0 && ` ${t('undo.others', { count: others })}`}
    </>
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
