import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { ArrowRight, Info } from 'lucide-react';
import { useNavigate } from 'react-router';
import { useUpload, type Import, type Upload } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { FirstRows } from './FirstRows';
import { ImportFrame } from './ImportFrame';
import { ReadingFindings } from './ReadingFindings';
import { searchOf, useReadingChoice } from './readingChoice';
import { SameAsBefore } from './SameAsBefore';

export function ReadPage() {
  return <ImportFrame step="read">{(shown) => <Reading shown={shown} />}</ImportFrame>;
}

function Reading({ shown }: { shown: Import }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const { reading, choose } = useReadingChoice(shown);
  const upload = useUpload(shown.id, reading);
  return (
    <Stack gap="lg">
      {upload.data && !upload.isError && <SameAsBefore shown={shown} upload={upload.data} />}
      <Card title={t('read.title')}>
        <Text size="sm" c="dimmed" mt={-8} mb="md">
          {t('read.text')}
        </Text>
        {upload.isError && (
          <Stack>
            <ProblemNotice error={upload.error} />
            <div>
              <Button variant="default" onClick={() => void navigate(`?${searchOf({}).toString()}`, { replace: true })}>
                {t('read.auto')}
              </Button>
            </div>
          </Stack>
        )}
        {upload.data && !upload.isError && <ReadingFindings upload={upload.data} reading={reading} onChoose={choose} />}
      </Card>
      {upload.data && !upload.isError && (
        <>
          <Notes upload={upload.data} />
          <FirstRows
            upload={upload.data}
            isOld={upload.isPlaceholderData}
            onFirstRow={(row) => choose('firstRow', row)}
          />
        </>
      )}
      <Group justify="flex-end">
        <Button
          size="md"
          rightSection={<ArrowRight size={18} aria-hidden />}
          disabled={!upload.data || upload.isError}
          onClick={() => void navigate(`/import/${shown.id}/map?${searchOf(reading).toString()}`)}
        >
          {t('import.next')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What was odd about the file, where anything was. */
function Notes({ upload }: { upload: Upload }) {
  const { t } = useLanguage();
  const { summary, findings } = upload.reading;
  const surplus = findings.find(({ what }) => what === 'delimiter too many');
  const notes = [
    summary.shortRows.count > 0 && t('read.short', { count: summary.shortRows.count }),
    summary.longRows.count > 0 && t('read.long', { count: summary.longRows.count }),
    surplus !== undefined && t('read.surplus', { rows: surplus.value }),
    summary.strayQuotes.count > 0 && t('read.strayQuotes', { count: summary.strayQuotes.count }),
    summary.undecodable.count > 0 && t('read.undecodable', { count: summary.undecodable.count }),
    summary.rowsOutside > 0 && t('read.outside', { count: summary.rowsOutside }),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <Alert variant="outline" color="yellow" bg="var(--card)" icon={<Info aria-hidden />} title={t('read.notes')}>
      {notes.map((note) => (
        <Text key={note} size="sm">
          {note}
        </Text>
      ))}
    </Alert>
  );
}
