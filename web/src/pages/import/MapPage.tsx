import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { ArrowRight, CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useUpload, type Import, type Reading, type Upload } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import { ProblemNotice } from '../../parts/ProblemNotice';
import { CheckState } from './CheckState';
import { ColumnList } from './ColumnList';
import { ImportFrame } from './ImportFrame';
import { choicesOf, hasIdentifier, lackingOf, mappingOf, type ColumnChoice } from './mapping';
import { isSameReading, useReadingChoice } from './readingChoice';
import { SameAsBefore } from './SameAsBefore';
import { useSaving } from './useSaving';

export function MapPage() {
  return <ImportFrame step="map">{(shown) => <WithUpload shown={shown} />}</ImportFrame>;
}

function WithUpload({ shown }: { shown: Import }) {
  const { reading } = useReadingChoice(shown);
  const upload = useUpload(shown.id, reading);
  if (upload.isError) return <ProblemNotice error={upload.error} onRetry={() => void upload.refetch()} />;
  // another reading may have other columns, so the choices begin anew with it
  if (upload.data && !upload.isPlaceholderData) {
    return <Mapping key={JSON.stringify(reading)} shown={shown} upload={upload.data} reading={reading} />;
  }
  return null;
}

const unread: Reading = { firstRow: null, headerRow: null, sheet: null, encoding: null, delimiter: null, quote: null };

/** The mapping as it is made; every change is kept at the server, which checks all rows meanwhile. */
function useMapping(shown: Import, upload: Upload, reading: Reading) {
  const asked = shown.request?.recipe;
  const { save, flush, trouble } = useSaving(shown);
  const [isNew] = useState(() => !asked || !isSameReading(asked.reading ?? {}, reading));
  const [lacking] = useState(() => lackingOf(upload.columns, asked?.columns ?? []));
  const [choices, setChoices] = useState(() => {
    const mapped = asked?.columns?.length ? asked.columns : null;
    // what was asked with the same reading is all that the server maps, where it does not map by itself
    return choicesOf(upload.columns, mapped, mapped && !isNew && !shown.request?.autoMap ? 'nowhere' : 'suggested');
  });
  const [personType, setPersonType] = useState(asked?.choices?.personType ?? 'LEAD');

  useEffect(() => {
    // the server makes no plan for columns that are not there
    if (isNew || lacking.length > 0)
      save({ reading: { ...unread, ...reading }, columns: mappingOf(choices), personType });
    // only when the page is opened: afterwards each change is saved where it is made
  }, []); // eslint-disable-line react-hooks/exhaustive-deps

  return {
    choices,
    lacking,
    personType,
    trouble,
    flush,
    map: (changed: ColumnChoice[]) => {
      setChoices(changed);
      save({ columns: mappingOf(changed) });
    },
    chooseType: (type: string) => {
      setPersonType(type);
      save({ personType: type });
    },
  };
}

function Mapping({ shown, upload, reading }: { shown: Import; upload: Upload; reading: Reading }) {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const mapping = useMapping(shown, upload, reading);
  const [isLeaving, setLeaving] = useState(false);
  const isComplete = hasIdentifier(mapping.choices);

  const goOn = async () => {
    setLeaving(true);
    const isTaken = await mapping.flush();
    setLeaving(false);
    if (isTaken) await navigate(`/import/${shown.id}/check`);
  };
  return (
    <Stack gap="lg">
      <SameAsBefore shown={shown} upload={upload} onBefore={mapping.flush} />
      <Card>
        <Group justify="space-between" gap="md">
          <div>
            <Text fw={600} id="person-type">
              {t('map.type')}
            </Text>
            <Text size="sm" c="dimmed" maw={560}>
              {t('map.type.text')}
            </Text>
          </div>
          <SegmentedControl
            aria-labelledby="person-type"
            value={mapping.personType}
            onChange={mapping.chooseType}
            data={(['LEAD', 'CUSTOMER'] as const).map((value) => ({ value, label: t(`map.type.${value}`) }))}
          />
        </Group>
      </Card>
      {mapping.lacking.length > 0 && (
        <Alert color="yellow" variant="outline" bg="var(--card)" icon={<CircleAlert aria-hidden />}>
          {t('map.lacking', { count: mapping.lacking.length, names: mapping.lacking.join(', ') })}
        </Alert>
      )}
      <ColumnList shown={shown} upload={upload} choices={mapping.choices} onChange={mapping.map} />
      {mapping.trouble !== null && <ProblemNotice error={mapping.trouble} />}
      {!isComplete && (
        <Alert role="status" color="yellow" variant="outline" bg="var(--card)" icon={<CircleAlert aria-hidden />}>
          {t('map.needsIdentifier')}
        </Alert>
      )}
      <Group justify="space-between">
        <CheckState shown={shown} />
        <Button
          size="md"
          rightSection={<ArrowRight size={18} aria-hidden />}
          disabled={!isComplete}
          loading={isLeaving}
          onClick={() => void goOn()}
        >
          {t('import.next')}
        </Button>
      </Group>
    </Stack>
  );
}
