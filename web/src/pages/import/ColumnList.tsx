import { Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useAttributes } from '../../api/catalogues';
import type { Import, Upload, UploadColumn } from '../../api/imports';
import { useLanguage } from '../../language/Language';
import { Card } from '../../parts/Card';
import classes from './ColumnList.module.css';
import { ColumnLine } from './ColumnLine';
import { withChoice, withField, withOption, type ColumnChoice } from './mapping';
import { NewFieldDialog } from './NewFieldDialog';

type ColumnListProps = {
  shown: Import;
  upload: Upload;
  choices: ColumnChoice[];
  onChange: (choices: ColumnChoice[]) => void;
};

/** A line for every column of the file. */
export function ColumnList({ shown, upload, choices, onChange }: ColumnListProps) {
  const { t } = useLanguage();
  const attributes = useAttributes().data ?? [];
  const [first] = useState(choices);
  const [asking, setAsking] = useState<UploadColumn | null>(null);
  const mapped = choices.filter(({ field }) => field !== null).length;
  return (
    <Card p={0}>
      <Group justify="space-between" p="lg" pb="md" gap="xs">
        <div>
          <Title order={2} size="h3">
            {t('map.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {t('map.text')}
          </Text>
        </div>
        <Text size="sm" c="dimmed" className="numbers">
          {t('map.mapped', { count: mapped, all: upload.columns.length })}
        </Text>
      </Group>
      <div className={classes.head} aria-hidden>
        <span>{t('map.column')}</span>
        <span>{t('map.values')}</span>
        <span>{t('map.field')}</span>
        <span>{t('map.options')}</span>
        <span />
      </div>
      <ul className={classes.list}>
        {upload.columns.map((column, place) => {
          const choice = choices[place];
          const before = first[place];
          if (!choice || !before) return null;
          return (
            <ColumnLine
              key={column.number}
              upload={upload}
              column={column}
              choice={choice}
              before={before}
              attributes={attributes}
              problems={shown.problems?.filter((problem) => problem.columnNumber === column.number) ?? []}
              onField={(field) => onChange(withField(choices, column, field))}
              onOption={(option, value) => onChange(withOption(choices, column.name, option, value))}
              onNewField={() => setAsking(column)}
              onUndo={() => onChange(withChoice(choices, column, before))}
            />
          );
        })}
      </ul>
      {asking && (
        <NewFieldDialog
          suggestion={asking.name}
          taken={attributes.map(({ name }) => name)}
          onClose={() => setAsking(null)}
          onAdd={(name, type) => {
            onChange(withField(choices, asking, name, type));
            setAsking(null);
          }}
        />
      )}
    </Card>
  );
}
