import { Select, SimpleGrid, Text } from '@mantine/core';
import type { Reading, Upload } from '../../api/imports';
import { isTextKey, type TextKey } from '../../language/catalogues';
import { useLanguage } from '../../language/Language';
import { delimiters } from './fields';
import type { ReadingName } from './readingChoice';
import classes from './ReadingFindings.module.css';

type Finding = Upload['reading']['findings'][number];

/** The encodings that files usually have; the server knows more, and one that it found is added to the choice. */
const encodings = [
  'UTF-8',
  'UTF-16LE',
  'UTF-16BE',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-15',
  'Shift_JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
  'KOI8-R',
  'macintosh',
];
/** How far down titles and data are looked for by hand. */
const farRow = 30;

type ReadingFindingsProps = {
  upload: Upload;
  reading: Reading;
  onChoose: (name: ReadingName, value: string | number | null) => void;
};

/** How the file was understood, each with its evidence and its alternatives. */
export function ReadingFindings({ upload, reading, onChoose }: ReadingFindingsProps) {
  const { t } = useLanguage();
  const find = (what: string) => upload.reading.findings.find((finding) => finding.what === what);
  const rows = Array.from({ length: farRow }, (_, place) => String(place + 1));
  const isText = upload.reading.kind === 'delimited' || find('delimiter') !== undefined;
  const header = find('header row') ?? find('titles');
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md" verticalSpacing="lg">
      <Fixed title="read.format" finding={find('format')} />
      <Fixed title="read.entry" finding={find('archive entry')} />
      <Fixed title="read.entries" finding={find('left out')} />
      {isText && (
        <>
          <Choice
            title="read.encoding"
            finding={find('encoding')}
            chosen={reading.encoding}
            options={encodings.map((value) => ({ value, label: value }))}
            onChoose={(value) => onChoose('encoding', value)}
          />
          <Choice
            title="read.delimiter"
            finding={find('delimiter')}
            chosen={reading.delimiter}
            options={delimiters
              .filter((name) => name !== 'none')
              .map((value) => ({ value, label: t(`delimiter.${value}`) }))}
            onChoose={(value) => onChoose('delimiter', value)}
          />
          <Choice
            title="read.quote"
            finding={find('quote')}
            chosen={reading.quote}
            options={[
              { value: '"', label: '"' },
              { value: "'", label: "'" },
              { value: 'none', label: t('read.none') },
            ]}
            onChoose={(value) => onChoose('quote', value)}
          />
        </>
      )}
      {upload.reading.sheets.length > 0 && (
        <Choice
          title="read.sheet"
          finding={find('sheet')}
          chosen={reading.sheet}
          options={upload.reading.sheets.map((value) => ({ value, label: value }))}
          onChoose={(value) => onChoose('sheet', value)}
        />
      )}
      <Choice
        title="read.header"
        finding={header}
        chosen={reading.headerRow === null || reading.headerRow === undefined ? undefined : String(reading.headerRow)}
        options={[{ value: 'none', label: t('read.none') }, ...rows.map((value) => ({ value, label: value }))]}
        onChoose={(value) => onChoose('headerRow', value === null || value === 'none' ? value : Number(value))}
      />
      <Choice
        title="read.first"
        finding={find('first row')}
        chosen={reading.firstRow === null || reading.firstRow === undefined ? undefined : String(reading.firstRow)}
        options={rows.map((value) => ({ value, label: value }))}
        onChoose={(value) => onChoose('firstRow', value === null ? null : Number(value))}
      />
    </SimpleGrid>
  );
}

/** What was found, in the words of the language where there are some; the server names it in English. */
function foundName(value: string, t: (key: TextKey) => string): string {
  const key = `found.${value}`;
  return isTextKey(key) ? t(key) : value;
}

function Fixed({ title, finding }: { title: TextKey; finding: Finding | undefined }) {
  const { t } = useLanguage();
  if (!finding) return null;
  const name = foundName(finding.value, t);
  return (
    <div>
      <Text size="sm" fw={500}>
        {t(title)}
      </Text>
      <Text size="sm" h={36} lh="36px" truncate title={name}>
        {name}
      </Text>
      <Evidence finding={finding} />
    </div>
  );
}

type ChoiceProps = {
  title: TextKey;
  finding: Finding | undefined;
  chosen: string | null | undefined;
  options: { value: string; label: string }[];
  onChoose: (value: string | null) => void;
};

function Choice({ title, finding, chosen, options, onChoose }: ChoiceProps) {
  const { t } = useLanguage();
  const found = finding?.value ?? '';
  const label = options.find(({ value }) => value === found)?.label ?? foundName(found, t);
  // what was chosen but is none of the usual ones, a far row for example
  const others = chosen && !options.some(({ value }) => value === chosen) ? [{ value: chosen, label: chosen }] : [];
  return (
    <div>
      <Select
        label={t(title)}
        data={[...options, ...others]}
        value={chosen ?? null}
        placeholder={label || t('read.auto')}
        clearable
        searchable={options.length > farRow / 2}
        clearButtonProps={{ 'aria-label': t('read.auto') }}
        classNames={{ input: classes.input ?? '' }}
        onChange={onChoose}
      />
      {finding && <Evidence finding={finding} />}
    </div>
  );
}

function Evidence({ finding }: { finding: Finding }) {
  const { t } = useLanguage();
  const by = { detected: 'read.detected', user: 'read.user', standard: 'read.standard' } as const;
  return (
    <Text size="xs" c="dimmed" mt={4}>
      <span className={classes.by} data-by={finding.by}>
        {t(by[finding.by])}
      </span>
      {finding.evidence && `: ${finding.evidence}`}
    </Text>
  );
}
