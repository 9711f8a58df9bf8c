import { ActionIcon, Button, Select, Text, Tooltip } from '@mantine/core';
import { Undo2 } from 'lucide-react';
import type { Attribute } from '../../api/catalogues';
import type { ImportProblem, Upload, UploadColumn } from '../../api/imports';
import { useFormat, useLanguage } from '../../language/Language';
import badge from '../../parts/Badge.module.css';
import { fieldGroups, isStandardField } from '../../parts/fields';
import classes from './ColumnList.module.css';
import { ColumnOption } from './ColumnOption';
import { optionOf, type FieldOption } from './fields';
import { FrequentValues } from './FrequentValues';
import { fillOf, isSameChoice, type ColumnChoice } from './mapping';

type ColumnLineProps = {
  upload: Upload;
  column: UploadColumn;
  choice: ColumnChoice;
  /** What undo goes back to. */
  before: ColumnChoice;
  attributes: Attribute[];
  problems: ImportProblem[];
  onField: (field: string | null) => void;
  onOption: (option: FieldOption, value: string | null) => void;
  onNewField: () => void;
  onUndo: () => void;
};

/** The values that tell most are the first three different ones. */
const examplesShown = 3;

/** One column: what it is called, what is in it, and where it goes. */
export function ColumnLine(line: ColumnLineProps) {
  const { upload, column, choice, before, attributes, problems, onOption, onUndo } = line;
  const { t } = useLanguage();
  const format = useFormat();
  const type = choice.newAttribute ?? attributes.find(({ name }) => name === choice.field)?.dataType;
  const option = optionOf(choice.field, type);
  const share = format.share(column.filled, upload.rowsLookedAt);
  const isChanged = !isSameChoice(choice, before);
  return (
    <li className={classes.line} data-mapped={choice.field !== null}>
      <div>
        <div className={classes.name}>{column.name}</div>
        <div className={classes.fill}>
          <span style={{ width: `${fillOf(upload, column) * 100}%` }} />
        </div>
        <Text size="xs" c="dimmed" mt={2} className="numbers">
          {column.holds !== 'nothing' && `${t(`contents.${column.holds}`)} · `}
          {t('map.filled', { share })}
        </Text>
      </div>
      <div className={classes.looked}>
        <ul className={classes.values}>
          {column.examples.slice(0, examplesShown).map((example) => (
            <li key={example} title={example}>
              {example}
            </li>
          ))}
        </ul>
        <FrequentValues column={column} all={upload.rowsLookedAt} />
      </div>
      <FieldSelect {...line} />
      <div>
        {option && (
          <ColumnOption
            option={option}
            column={column}
            value={choice.options[option] ?? null}
            onChange={(value) => onOption(option, value)}
          />
        )}
      </div>
      <div className={classes.end}>
        {choice.field !== null && <Counts problems={problems} />}
        {isChanged && (
          <Tooltip label={t('map.undo', { column: column.name })}>
            <ActionIcon variant="default" aria-label={t('map.undo', { column: column.name })} onClick={onUndo}>
              <Undo2 size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
    </li>
  );
}

function Counts({ problems }: { problems: ImportProblem[] }) {
  const { t } = useLanguage();
  const count = (kind: boolean) =>
    problems.filter(({ warning }) => warning === kind).reduce((sum, problem) => sum + problem.count, 0);
  const errors = count(false);
  const warnings = count(true);
  return (
    <>
      {errors > 0 && (
        <span className={badge.badge} data-tone="rejected">
          {t('map.errors', { count: errors })}
        </span>
      )}
      {warnings > 0 && (
        <span className={badge.badge} data-tone="discarded">
          {t('map.warnings', { count: warnings })}
        </span>
      )}
    </>
  );
}

const adding = '\0add';

function FieldSelect({ column, choice, attributes, onField, onNewField }: ColumnLineProps) {
  const { t } = useLanguage();
  const name = (field: string) => (isStandardField(field) ? t(`field.${field}`) : field);
  const known = attributes.map(({ name: own }) => ({ value: own, label: own }));
  const isNew =
    choice.field !== null && choice.newAttribute !== null && !known.some(({ value }) => value === choice.field);
  if (isNew) known.push({ value: choice.field ?? '', label: `${choice.field} (${t('map.newAttribute')})` });
  const data = [
    ...fieldGroups.map(({ group, fields }) => ({
      group: t(`group.${group}`),
      items: fields.map((value) => ({ value: value, label: name(value) })),
    })),
    { group: t('group.attributes'), items: [...known, { value: adding, label: `+ ${t('map.add')}` }] },
  ];
  const { suggestion } = column;
  const isOffered = choice.field === null && suggestion !== null;
  return (
    <div>
      <Select
        aria-label={t('map.fieldOf', { column: column.name })}
        placeholder={t('map.nothing')}
        nothingFoundMessage={t('map.noMatch')}
        data={data}
        value={choice.field}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('map.nothing') }}
        maxDropdownHeight={320}
        onChange={(field) => (field === adding ? onNewField() : onField(field))}
      />
      {isOffered && (
        <Button
          variant="subtle"
          size="compact-xs"
          mt={4}
          onClick={() => onField(suggestion.field)}
          title={suggestion.evidence}
        >
          {t('map.likely', { field: name(suggestion.field) })}: {t('map.take')}
        </Button>
      )}
      {!isOffered && suggestion && suggestion.field === choice.field && (
        <Text
          size="xs"
          c="dimmed"
          mt={4}
          lineClamp={2}
          title={suggestion.evidence}
          lang="en"
          className={classes.evidence}
        >
          {suggestion.evidence}
        </Text>
      )}
    </div>
  );
}
